import MarginCore
import MarginReplay

/// What staying hedged cost, and the volatility that decided it.
struct DragFigures {
  let input: ReportInput

  /// The drag of every account, then what came against what was paid for; none without gamma.
  var figures: [Figure] { input.convexAccounts.isEmpty ? [] : [drag] + volatility }

  private var drag: Figure {
    let lines = input.result.accounts.enumerated().map { index, log in
      log.runningSum(log.model, ChartStyle.model(index)) { DragStep($0).drag }
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
      let log = input.result.accounts.first(where: { log in
        log.steps.contains { DragStep($0).breakEvenVolatility != nil }
      })
    else { return [] }
    var chart = Chart(
      name: "break-even-volatility", title: "Break-even volatility against the realised one",
      unit: "volatility, per year",
      series: [
        log.series("realised", "grey thin") { DragStep($0).realisedVolatility ?? .nan },
        log.series("break-even", "p0 bold") { DragStep($0).breakEvenVolatility ?? .nan },
      ])
    (chart.format, chart.showsZero) = (.percent, true)
    return [
      Figure(
        "Each step's move as a volatility per year, and the one at which gamma and theta of the book "
          + "under \(log.model) cancel. Above its break-even a move costs a short book more than time "
          + "pays it.", [chart])
    ]
  }
}
