import MarginCore
import MarginReplay

/// What trading, hedging and forced closing cost.
struct CostFigures {
  let input: ReportInput

  /// Cumulative costs, one small chart per model on a common axis.
  var figure: Figure {
    let charts = input.result.accounts.map(chart)
    let highest = charts.flatMap(\.series).flatMap(\.values).filter(\.isFinite).max() ?? 0
    return Figure(
      "Cumulative costs of ordinary trades (fees, half-spread, impact) and of forced ones, stacked.",
      charts.map { chart in
        var comparable = chart
        comparable.including = [0, highest]
        return comparable
      })
  }

  private func chart(_ log: AccountLog) -> Chart {
    var chart = Chart(
      name: "costs-\(log.model.fileName)", title: "Costs under \(log.model)",
      unit: "\(log.model), \(input.currency)", series: layers(log))
    chart.size = .half
    return chart
  }

  /// The stack from the whole down to its lowest layer, so that each is painted over the last.
  private func layers(_ log: AccountLog) -> [Chart.Series] {
    financing(log) + [
      area(log, "liquidation", "p2") { $0.fees + $0.spread + $0.impact + $0.liquidation },
      area(log, "impact", "p8") { $0.fees + $0.spread + $0.impact },
      area(log, "spread", "p6") { $0.fees + $0.spread },
      area(log, "fees", "p0") { $0.fees },
    ]
  }

  /// What holding cost, on top of trading; nothing where nobody was charged for it.
  private func financing(_ log: AccountLog) -> [Chart.Series] {
    let isPaid = log.steps.contains {
      $0.attribution.permanentImpact != 0 || $0.attribution.borrow != 0
        || $0.attribution.marginFinancing != 0
    }
    guard isPaid else { return [] }
    return [
      area(log, "permanent impact", "p9") { $0.costs + $0.borrow + $0.marginFinancing },
      area(log, "margin financing", "p4") {
        $0.costs - $0.permanentImpact + $0.borrow + $0.marginFinancing
      },
      area(log, "borrow", "p3") { $0.costs - $0.permanentImpact + $0.borrow },
    ]
  }

  private func area(
    _ log: AccountLog, _ label: String, _ style: String, _ cost: (Attribution) -> Double
  ) -> Chart.Series {
    var series = log.runningSum(label, style) { -cost($0.attribution) }
    series.isFilled = true
    return series
  }
}
