internal import MarginCore

/// The gamma drag ledger of one account and what belongs to it, added up step by step.
struct DragTotals: Sendable {
  private(set) var ledger = GammaDrag()
  private(set) var permanentImpact: Money = 0
  private(set) var avoided = 0
  private(set) var flagged = 0
  private(set) var largestResidualShare: Double?
  private(set) var largestConvexityShare: Double?
  private(set) var convexity = Convexity()
  /// The first of the steps whose book lost most.
  private(set) var worst: Convexity?

  private var gammaPerVariance: Money = 0
  private var thetaEarned: Money = 0
  private var gammaEarned: Money = 0

  mutating func add(_ step: StepRecord) {
    let (entry, loss) = (step.hedging, Convexity(step.attribution))
    _ = ledger.add(step)
    gammaPerVariance += entry.gammaPerVariance
    thetaEarned += entry.thetaEarned
    gammaEarned += entry.gammaEarned
    permanentImpact += entry.cost.permanent
    if entry.isAvoided { avoided += 1 }
    if step.attribution.isFlagged { flagged += 1 }
    largestResidualShare = larger(largestResidualShare, step.attribution.residualShare)
    largestConvexityShare = larger(largestConvexityShare, loss.share)
    convexity = convexity + loss
    if worst.map({ $0.total < loss.total }) ?? true { worst = loss }
  }

  private func larger(_ a: Double?, _ b: Double?) -> Double? {
    guard let a, let b else { return a ?? b }
    return max(a, b)
  }

  /// The one volatility at which gamma would have paid for theta over the whole run.
  var breakEvenVolatility: Volatility? { root(-thetaEarned, over: gammaPerVariance) }

  /// The volatility that came, each step weighted by its gamma.
  var realisedVolatility: Volatility? { root(gammaEarned, over: gammaPerVariance) }
}

extension AccountTotals {
  /// Metrics of the gamma drag ledger and of the residual.
  var dragMetrics: [Metric] {
    [
      .money("gamma_drag", drag.ledger.cumulative),
      .ratio("drag_per_vega", drag.ledger.perVega),
      .ratio("drag_per_premium", drag.ledger.perPremium),
      .ratio("break_even_volatility", drag.breakEvenVolatility),
      .ratio("realised_volatility", drag.realisedVolatility),
      .money("hedge_permanent_impact", drag.permanentImpact),
      .count("hedges_avoided", drag.avoided),
      .money("borrow_cost", 0 - total("borrow")),
      .money("margin_financing_cost", 0 - total("margin_financing")),
      .ratio("convexity_share", drag.convexity.share),
      .ratio("max_convexity_share", drag.largestConvexityShare),
      .ratio("worst_step_convexity_share", drag.worst?.share),
      .ratio("max_residual_share", drag.largestResidualShare),
      .count("flagged_steps", drag.flagged),
    ]
  }
}
