extension ReportSections {
  /// The longest event table that is printed whole.
  private static let rowLimit = 100

  /// Every margin call.
  var calls: Section {
    section("calls", "Margin calls", tables.calls, none: "No margin call was issued.")
  }

  /// Every forced reduction.
  var liquidations: Section {
    section(
      "liquidations", "Liquidations", tables.liquidations, none: "Nothing was closed by force.")
  }

  /// Who paid for losses beyond equity.
  var waterfall: Section {
    section(
      "waterfall", "Who paid", tables.waterfall,
      none: "No loss was passed on: every account kept its own.")
  }

  /// The declared checks; empty when none were declared.
  var checks: Section {
    Section(
      id: "checks", title: "Checks", blocks: input.checks.isEmpty ? [] : [.table(tables.checks)])
  }

  /// Assumptions, units and conventions.
  var method: Section {
    Section(id: "method", title: "Notes and method", blocks: [.list(Method.lines(input))])
  }

  private var tables: EventTables { EventTables(input: input) }

  private func section(_ id: String, _ title: String, _ table: ReportTable, none: String) -> Section
  {
    let block: Section.Block =
      table.rows.isEmpty ? .paragraph(none) : .table(table.limited(to: Self.rowLimit))
    return Section(id: id, title: title, blocks: [block])
  }
}
