import MarginReplay

/// Margin calls, liquidations and who paid, over all accounts.
struct EventTables {
  let input: ReportInput

  /// One row per margin call.
  var calls: ReportTable {
    table(
      \.calls,
      [
        .words("model"), .words("issued"), .numbers("equity"), .numbers("maintenance margin"),
        .numbers("call"), .words("due"), .words("outcome"), .words("closed"), .numbers("deposited"),
      ], cells)
  }

  /// One row per forced reduction.
  var liquidations: ReportTable {
    table(
      \.liquidations,
      [
        .words("model"), .words("time"), .numbers("book closed"), .numbers("equity before"),
        .numbers("equity after"), .numbers("initial before"), .numbers("initial after"),
        .numbers("cost"),
      ], cells)
  }

  /// One row per payment towards a loss.
  var waterfall: ReportTable {
    table(
      \.waterfall,
      [.words("model"), .words("time"), .words("who paid"), .numbers("amount")],
      { [Words.moment($0.time), $0.layer.words, money($0.amount)] })
  }

  /// The first events of every account, and how many more there are.
  private func table<Event>(
    _ events: KeyPath<AccountOutline, EventOutline<Event>>, _ columns: [ReportTable.Column],
    _ cells: (Event) -> [String]
  ) -> ReportTable {
    let accounts = input.outline.accounts
    let rows = accounts.flatMap { account in
      account[keyPath: events].earliest.map { [account.model] + cells($0) }
    }
    let count = accounts.reduce(0) { $0 + $1[keyPath: events].count }
    return ReportTable(columns: columns, rows: rows, omitted: count - rows.count)
  }

  /// One row per declared check.
  var checks: ReportTable {
    let rows = input.checks.map { check in
      [check.text, check.value.map(checked) ?? "–", check.passed ? "✓ passed" : "✗ failed"]
    }
    return ReportTable(
      columns: [.words("check"), .numbers("value"), .words("outcome")], rows: rows)
  }

  private func cells(_ call: CallRecord) -> [String] {
    [
      Words.moment(call.issued), money(call.equity), money(call.maintenanceMargin),
      money(call.amount), call.due.map(Words.moment) ?? "–", call.outcome.rawValue,
      call.closed.map(Words.moment) ?? "–", call.deposited > 0 ? money(call.deposited) : "–",
    ]
  }

  private func cells(_ record: LiquidationRecord) -> [String] {
    [
      Words.moment(record.time), NumberText.percent(record.fraction, 1), money(record.equityBefore),
      money(record.equityAfter), money(record.initialMarginBefore),
      money(record.initialMarginAfter), money(record.cost),
    ]
  }

  private func money(_ amount: Double) -> String { NumberText.money(amount) }

  private func checked(_ value: Double) -> String {
    abs(value) >= 1000 ? NumberText.money(value) : NumberText.trimmed(NumberText.fixed(value, 6))
  }
}

extension WaterfallLayer {
  /// Who it is, in words.
  var words: String {
    switch self {
    case .accountEquity: "the account's equity"
    case .deficit: "the clearing firm (deficit)"
    }
  }
}
