import MarginCore
import MarginReplay

/// Where the profit of each account came from.
struct AttributionFigures {
  let input: ReportInput

  /// One figure per model: the running sum of each part, and of all.
  var figures: [Figure] {
    input.result.accounts.map { log in
      Figure(
        "\(log.model): cumulative profit by cause. The parts sum to the change in equity less "
          + "deposits; parts that are zero throughout are left out.", [chart(log)])
    }
  }

  private func chart(_ log: AccountLog) -> Chart {
    var chart = Chart(
      name: "attribution-\(log.model.fileName)", title: "Profit by cause under \(log.model)",
      unit: "\(log.model), \(input.currency)", series: lines(log))
    (chart.showsZero, chart.labelsLines) = (true, true)
    return chart
  }

  private func lines(_ log: AccountLog) -> [Chart.Series] {
    let parts = Self.parts.enumerated().compactMap { index, part -> Chart.Series? in
      let line = log.runningSum(part.label, "p\(index % 10)", { part.amount($0.attribution) })
      return line.values.contains { $0 != 0 } ? line : nil
    }
    return parts + [log.runningSum("all", "ink bold") { $0.attribution.total }]
  }

  /// The parts drawn: the hedge beside what it hedges, and all costs as one.
  private static let parts: [(label: String, amount: @Sendable (Attribution) -> Double)] = [
    ("delta", { $0.delta }), ("gamma", { $0.gamma }), ("vega", { $0.vega }),
    ("theta", { $0.theta }), ("vanna", { $0.vanna }), ("volga", { $0.volga }),
    ("residual", { $0.residual }), ("hedge", { $0.hedge }),
    ("interest, dividends", { $0.interest + $0.dividends }),
    ("costs", { $0.fees + $0.spread + $0.impact + $0.permanentImpact + $0.liquidation }),
    ("charm, speed", { $0.charm + $0.speed }),
    ("funding, borrow", { $0.funding + $0.borrow }),
    ("margin financing", { $0.marginFinancing }), ("translation", { $0.translation }),
  ]
}
