import MarginCore
public import MarginReplay

/// A comparison of one book margined in stablecoin and in coin, as text, Markdown and chart.
public struct TwinReport: Sendable {
  let title: String
  let question: String
  let currency: String
  let comparisons: [TwinComparison]

  /// A report on `comparisons`, one per margin model.
  public init(
    title: String, question: String, currency: String, comparisons: [TwinComparison]
  ) {
    (self.title, self.question) = (title, question)
    (self.currency, self.comparisons) = (currency, comparisons)
  }

  /// What the command prints.
  public var text: String { table.text(width: 100).joined(separator: "\n") }

  /// The report as Markdown.
  public var markdown: String {
    """
    # \(Markup.markdown(title)): stablecoin-margined against coin-margined

    > \(Markup.markdown(question))

    \(table.markdown)

    Amounts in \(currency) at the last step. The five parts add up to the difference: what the inverse
    contracts gained beyond the linear ones (payoff convexity), what the coins gained that the account
    started with (translation, pledged) and that contracts paid (translation, paid), costs and funding
    (carry), and what liquidations made of it. Every step is in `twins.csv`.

    """
  }

  /// Equity of both twins and their difference over time, one chart per model, by file name.
  public var charts: [(name: String, svg: String)] {
    comparisons.map { comparison in
      let chart = chart(comparison)
      return (chart.name, chart.standaloneSVG)
    }
  }

  private var table: ReportTable {
    ReportTable(
      columns: [.words("")] + comparisons.enumerated().map { .model($1.model, $0) },
      rows: rows.map { name, text in [name] + comparisons.map(text) })
  }

  private var rows: [(String, (TwinComparison) -> String)] {
    let money = { (value: @escaping (TwinStep) -> Money) in
      { (twins: TwinComparison) in twins.steps.last.map { shown(value($0), of: $0) } ?? "–" }
    }
    return [
      ("final equity, linear", money(\.linear)), ("final equity, inverse", money(\.inverse)),
      ("difference", money(\.difference)), ("  payoff convexity", money(\.parts.payoff)),
      ("  translation, pledged coins", money(\.parts.pledged)),
      ("  translation, coins paid", money(\.parts.paid)), ("  carry", money(\.parts.carry)),
      ("  liquidation", money(\.parts.liquidation)),
      ("liquidations, linear", { NumberText.count(Double($0.linear.liquidations.count)) }),
      ("liquidations, inverse", { NumberText.count(Double($0.inverse.liquidations.count)) }),
      ("first liquidation, linear", { first($0.linear) }),
      ("first liquidation, inverse", { first($0.inverse) }),
    ]
  }

  /// What rounding leaves of sums that cancel is shown as nothing.
  private func shown(_ amount: Money, of step: TwinStep) -> String {
    NumberText.money(abs(amount) < 1e-9 * abs(step.linear) ? 0 : amount)
  }

  private func first(_ log: AccountLog) -> String {
    log.liquidations.first.map { Words.moment($0.time) } ?? "–"
  }

  private func chart(_ comparison: TwinComparison) -> Chart {
    let line = { (label: String, style: String, value: (TwinStep) -> Money) in
      var line = ThinnedLine(of: comparison.steps.count, limit: Chart.Size.wide.points)
      for step in comparison.steps { line.append(value(step), at: step.time) }
      return Chart.Series(label: label, line: line, style: style)
    }
    var chart = Chart(
      name: "twins-\(comparison.model.fileName)",
      title: "Equity of the twins under \(comparison.model), and what sets them apart",
      unit: currency,
      series: [
        line("linear", "m0 bold", \.linear), line("inverse", "m1 bold", \.inverse),
        line("payoff convexity", "p1", \.parts.payoff),
        line("translation, pledged coins", "p6", \.parts.pledged),
        line("translation, coins paid", "p7", \.parts.paid),
        line("liquidation", "p2 dash", \.parts.liquidation),
      ])
    chart.showsZero = true
    return chart
  }
}
