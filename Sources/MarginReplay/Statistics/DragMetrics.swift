internal import MarginCore

extension AccountLog {
  /// Metrics of the gamma drag ledger and of the residual.
  var dragMetrics: [Metric] {
    var ledger = GammaDrag()
    for step in steps { _ = ledger.add(step) }
    return [
      .money("gamma_drag", ledger.cumulative),
      .money("drag_per_vega", ledger.perVega),
      .ratio("drag_per_premium", ledger.perPremium),
    ] + volatilityMetrics + financingMetrics + convexityMetrics + residualMetrics
  }

  /// Over the whole run: the one volatility at which gamma would have paid for theta, and that which came.
  private var volatilityMetrics: [Metric] {
    let gamma = steps.reduce(0) { $0 + $1.hedging.gammaPerVariance }
    let theta = steps.reduce(0) { $0 + $1.hedging.thetaEarned }
    let earned = steps.reduce(0) { $0 + $1.hedging.gammaEarned }
    return [
      .ratio("break_even_volatility", root(-theta, over: gamma)),
      .ratio("realised_volatility", root(earned, over: gamma)),
    ]
  }

  private var financingMetrics: [Metric] {
    [
      .money("hedge_permanent_impact", steps.reduce(0) { $0 + $1.hedging.cost.permanent }),
      .count("hedges_avoided", steps.count { $0.hedging.isAvoided }),
      .money("borrow_cost", steps.reduce(0) { $0 - $1.attribution.borrow }),
      .money("margin_financing_cost", steps.reduce(0) { $0 - $1.attribution.marginFinancing }),
    ]
  }

  private var convexityMetrics: [Metric] {
    let losses = steps.map { Convexity($0.attribution) }
    let worst = losses.max { $0.linear + $0.curved < $1.linear + $1.curved }
    return [
      .ratio("convexity_share", losses.reduce(Convexity(), +).share),
      .ratio("max_convexity_share", losses.compactMap(\.share).max()),
      .ratio("worst_step_convexity_share", worst?.share),
    ]
  }

  private var residualMetrics: [Metric] {
    [
      .ratio("max_residual_share", steps.compactMap(\.attribution.residualShare).max()),
      .count("flagged_steps", steps.count { $0.attribution.isFlagged }),
    ]
  }
}
