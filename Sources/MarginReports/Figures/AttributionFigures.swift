import MarginReplay

/// Where the profit of each account came from.
struct AttributionFigures {
  let input: ReportInput

  /// One figure per model: the running sum of each part, and of all.
  var figures: [Figure] {
    input.outline.accounts.map { account in
      Figure(
        "\(account.model): cumulative profit by cause. The parts sum to the change in equity less "
          + "deposits; parts that are zero throughout are left out.", [chart(account)])
    }
  }

  private func chart(_ account: AccountOutline) -> Chart {
    let model = account.model
    var chart = Chart(
      name: "attribution-\(model.fileName)", title: "Profit by cause under \(model)",
      unit: "\(model), \(input.currency)", series: series(account.lines.causes))
    (chart.showsZero, chart.labelsLines) = (true, true)
    return chart
  }

  private func series(_ lines: [ThinnedLine]) -> [Chart.Series] {
    zip(Self.lines, lines).enumerated().compactMap { index, line -> Chart.Series? in
      let isAll = index == Self.lines.count - 1
      guard isAll || line.1.values.contains(where: { $0 != 0 }) else { return nil }
      return Chart.Series(
        label: line.0.label, line: line.1, style: isAll ? "ink bold" : "p\(index % 10)")
    }
  }

  /// The parts drawn: the hedge beside what it hedges, all costs as one, and in the end all.
  static let lines: [(label: String, amount: @Sendable (Attribution) -> Double)] = [
    ("delta", { $0.delta }), ("gamma", { $0.gamma }), ("vega", { $0.vega }),
    ("theta", { $0.theta }), ("vanna", { $0.vanna }), ("volga", { $0.volga }),
    ("residual", { $0.residual }), ("hedge", { $0.hedge }),
    ("interest, dividends", { $0.interest + $0.dividends }),
    ("costs", { $0.fees + $0.spread + $0.impact + $0.permanentImpact + $0.liquidation }),
    ("charm, speed, rho", { $0.charm + $0.speed + $0.rho }),
    ("funding, borrow", { $0.funding + $0.borrow }),
    ("margin financing", { $0.marginFinancing }), ("translation", { $0.translation }),
    ("all", { $0.total }),
  ]
}
