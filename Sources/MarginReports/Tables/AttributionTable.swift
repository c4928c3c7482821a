import MarginReplay

/// Where each account's profit came from over the whole run.
struct AttributionTable {
  let input: ReportInput

  /// One row per part that is not zero for every model, then the total.
  var table: ReportTable {
    let totals = input.outline.accounts.map(\.totals)
    let names = Attribution.partNames
    let rows = names.indices.filter { part in totals.contains { $0[part] != 0 } }.map { part in
      [names[part]] + totals.map { NumberText.money($0[part]) }
    }
    let sums = ["total"] + totals.map { NumberText.money($0.reduce(0, +)) }
    return ReportTable(columns: [.words("")] + input.modelColumns, rows: rows + [sums])
  }
}
