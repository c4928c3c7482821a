import MarginCore
import MarginReplay

/// The headline figures that a terminal shows.
struct HeadlineText {
  let input: ReportInput

  var table: ReportTable {
    let names = input.outline.accounts.map { ReportTable.Column.numbers($0.model) }
    let rows = Self.rows.map { row in
      [row.label] + input.accounts.map { row.cell(self, $0.summary) }
    }
    return ReportTable(columns: [.words("")] + names, rows: rows)
  }

  private struct Row {
    let label: String
    let cell: @Sendable (HeadlineText, AccountSummary) -> String
  }

  private static let rows = [
    Row(label: "peak requirement") { $0.money($1, "peak_initial_margin") },
    Row(label: "margin expansion") { $0.plain($1, "margin_expansion") },
    Row(label: "margin calls") { $0.plain($1, "calls") },
    Row(label: "first call") { $0.plain($1, "first_call") },
    Row(label: "liquidations") { $0.plain($1, "liquidations") },
    Row(label: "deficit") { $0.money($1, "deficit") },
    Row(label: "hedging cost") { $0.money($1, "hedging_cost") },
    Row(label: "gamma / theta profit") {
      $0.amount($1, "gamma_profit") + " / " + $0.amount($1, "theta_profit")
    },
    Row(label: "max drawdown") { $0.money($1, "max_drawdown") },
    Row(label: "efficiency vs Reg T") { $0.plain($1, "capital_efficiency_vs_reg_t") },
    Row(label: "final equity") { $0.money($1, "final_equity") },
  ]

  private func plain(_ summary: AccountSummary, _ name: String) -> String {
    MetricText.value(summary.metric(name))
  }

  private func amount(_ summary: AccountSummary, _ name: String) -> String {
    summary.number(name).map(CompactNumber.text) ?? "–"
  }

  private func money(_ summary: AccountSummary, _ name: String) -> String {
    guard let number = summary.number(name) else { return "–" }
    return NumberText.money(number) + (input.currency.isEmpty ? "" : " " + input.currency)
  }
}
