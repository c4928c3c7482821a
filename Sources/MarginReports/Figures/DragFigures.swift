import MarginCore
import MarginReplay

/// What staying hedged cost, and the volatility that decided it.
struct DragFigures {
  let input: ReportInput

  /// The drag of every account, then what came against what was paid for; none without gamma.
  var figures: [Figure] { input.convexAccounts.isEmpty ? [] : [drag] + volatility }

  private var drag: Figure {
    let lines = input.outline.accounts.enumerated().map { index, account in
      Chart.Series(
        label: account.model, line: account.lines.drag, style: ChartStyle.model(index))
    }
    var chart = Chart(
      name: "gamma-drag", title: "Cumulative gamma drag", unit: "drag so far, \(input.currency)",
      series: lines)
    (chart.showsZero, chart.labelsLines) = (true, true)
    return Figure(
      "What staying neutral has cost so far: hedging costs less gamma and theta profit. Where a line "
        + "rises, the account loses by it.", [chart])
  }

  /// Of the first account; the size of the book does not matter to either volatility.
  private var volatility: [Figure] {
    guard
      let account = input.outline.accounts.first(where: { account in
        account.lines.breakEven.values.contains { $0.isFinite }
      })
    else { return [] }
    var chart = Chart(
      name: "break-even-volatility", title: "Break-even volatility against the realised one",
      unit: "volatility, per year",
      series: [
        Chart.Series(label: "realised", line: account.lines.realised, style: "grey thin"),
        Chart.Series(label: "break-even", line: account.lines.breakEven, style: "p0 bold"),
      ])
    (chart.format, chart.showsZero) = (.percent, true)
    return [
      Figure(
        "Each step's move as a volatility per year, and the one at which gamma and theta of the book "
          + "under \(account.model) cancel. Above its break-even a move costs a short book more than time "
          + "pays it.", [chart])
    ]
  }
}
