import MarginReplay

/// Each model's account before and after a move.
struct MoveTable {
  let input: ReportInput
  let move: LargestMove

  var table: ReportTable {
    var rows = [
      row("equity before") { money($0.before?.equity) },
      row("equity after") { money($0.after.equity) },
      row("initial margin before") { money($0.before?.initialMargin) },
      row("initial margin asked") { money($0.askedInitial) },
      row("maintenance margin before") { money($0.before?.maintenanceMargin) },
      row("maintenance margin asked") { money($0.askedMaintenance) },
      row("margin call") { $0.callText(input.currency) },
    ]
    if accounts.contains(where: { $0.liquidation != nil }) { rows += liquidations }
    return ReportTable(
      columns: [.words("")] + input.modelColumns,
      rows: rows + [row("status after") { $0.after.status.rawValue }])
  }

  /// Who was called by the move and who was not, in one sentence.
  var sentence: String {
    let called = accounts.filter { $0.call != nil }.map(\.model)
    let spared = accounts.filter { $0.call == nil }.map(\.model)
    if called.isEmpty { return "No model issued a margin call at this step." }
    let rest = spared.isEmpty ? "" : "; \(Words.listed(spared)) did not"
    return "\(Words.listed(called)) issued a margin call at this step\(rest)."
  }

  private var accounts: [AccountAtMove] {
    input.outline.accounts.compactMap { $0.moves[move.underlying] }
  }

  private var liquidations: [[String]] {
    [
      row("book closed by force") {
        $0.liquidation.map { NumberText.percent($0.fraction, 1) } ?? "–"
      },
      row("initial margin at the end of the step") { money($0.after.initialMargin) },
      row("maintenance margin at the end of the step") { money($0.after.maintenanceMargin) },
    ]
  }

  private func row(_ name: String, _ cell: (AccountAtMove) -> String) -> [String] {
    [name] + accounts.map(cell)
  }

  private func money(_ amount: Double?) -> String { amount.map(NumberText.money) ?? "–" }
}
