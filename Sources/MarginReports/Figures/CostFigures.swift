import MarginReplay

/// What trading, hedging and forced closing cost.
struct CostFigures {
  let input: ReportInput

  /// Cumulative costs, one small chart per model on a common axis.
  var figure: Figure {
    let charts = input.outline.accounts.map(chart)
    let highest = charts.flatMap(\.series).flatMap(\.values).filter(\.isFinite).max() ?? 0
    return Figure(
      "Cumulative costs of ordinary trades (fees, half-spread, impact) and of forced ones, stacked.",
      charts.map { chart in
        var comparable = chart
        comparable.including = [0, highest]
        return comparable
      })
  }

  private func chart(_ account: AccountOutline) -> Chart {
    let model = account.model
    var chart = Chart(
      name: "costs-\(model.fileName)", title: "Costs under \(model)",
      unit: "\(model), \(input.currency)", series: areas(of: account))
    chart.size = .half
    return chart
  }

  private func areas(of account: AccountOutline) -> [Chart.Series] {
    let isFinanced = ["permanent_impact", "borrow", "margin_financing"].contains {
      account.total($0) != 0
    }
    let layers = zip(Self.layers, account.lines.costs)
    let isForced = account.total("liquidation") != 0
    return layers.filter { layer, _ in
      (isFinanced || !layer.isFinancing) && (isForced || layer.label != "liquidation")
    }.map { layer, line in
      Chart.Series(label: layer.label, line: line, style: layer.style, isFilled: true)
    }
  }

  /// A layer of the stack and what it adds up.
  struct Layer: Sendable {
    let label, style: String
    /// Whether it is there for what holding costs; left out where nobody paid for that.
    var isFinancing = false
    let cost: @Sendable (Attribution) -> Double
  }

  /// The stack from the whole down to its lowest layer, so that each is painted over the last.
  static let layers = [
    Layer(label: "permanent impact", style: "p9", isFinancing: true) {
      $0.costs + $0.borrow + $0.marginFinancing
    },
    Layer(label: "margin financing", style: "p4", isFinancing: true) {
      $0.costs - $0.permanentImpact + $0.borrow + $0.marginFinancing
    },
    Layer(label: "borrow", style: "p3", isFinancing: true) {
      $0.costs - $0.permanentImpact + $0.borrow
    },
    Layer(label: "liquidation", style: "p2") { $0.fees + $0.spread + $0.impact + $0.liquidation },
    Layer(label: "impact", style: "p8") { $0.fees + $0.spread + $0.impact },
    Layer(label: "spread", style: "p6") { $0.fees + $0.spread },
    Layer(label: "fees", style: "p0") { $0.fees },
  ]
}
