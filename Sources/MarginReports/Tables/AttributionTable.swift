import MarginReplay

/// Where each account's profit came from over the whole run.
struct AttributionTable {
  let input: ReportInput

  /// One row per part that is not zero for every model, then the total.
  var table: ReportTable {
    let totals = input.result.accounts.map { Self.totals(of: $0) }
    let names = Attribution().parts.map(\.name)
    let rows = names.indices.filter { part in totals.contains { $0[part] != 0 } }.map { part in
      [names[part]] + totals.map { NumberText.money($0[part]) }
    }
    let sums = ["total"] + totals.map { NumberText.money($0.reduce(0, +)) }
    return ReportTable(columns: [.words("")] + input.modelColumns, rows: rows + [sums])
  }

  /// The sum of each part over all steps.
  static func totals(of log: AccountLog) -> [Double] {
    let none = [Double](repeating: 0, count: Attribution().parts.count)
    return log.steps.reduce(into: none) { totals, step in
      for (index, part) in step.attribution.parts.enumerated() { totals[index] += part.amount }
    }
  }
}
