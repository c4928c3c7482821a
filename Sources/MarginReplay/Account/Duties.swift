internal import MarginCore

/// What a plan has an account do at every step.
///
/// Found out once: to look into a large optional part of the plan is dear in a step that is short.
struct Duties {
  /// Whether a policy looks at the book's delta.
  let hedges: Bool
  /// Whether hedging depends on more than delta: on curvature and cost.
  let looksBeyondDelta: Bool
  /// Whether an option takes gamma or vega away.
  let hedgesWithOption: Bool
  let rebalances: Bool
  /// Whether cash, spot held or locked margin may earn or cost anything.
  let accrues: Bool
  /// Whether spot is ever held.
  let holdsSpot: Bool
  /// Whether anything is ever held but the hedge of delta.
  let holdsBook: Bool
  /// Whether a step needs to know what the underlyings stood at in the step before: not where all that is
  /// ever held are hedges that pay variation.
  let looksBack: Bool
  /// Whether steps may be explained in parts.
  let splits: Bool

  init(_ plan: Replay) {
    hedges = !(plan.hedging.policy is NoHedge)
    let adjustment = plan.hedging.adjustment ?? plan.hedging.policy.adjustment
    looksBeyondDelta = plan.hedging.policy.looksBeyondDelta || adjustment != nil
    hedgesWithOption = plan.hedging.option != nil
    rebalances = plan.rebalancing != nil
    let hedgesInSpot = plan.hedging.vehicle == .spot && hedges
    holdsSpot = rebalances || hedgesInSpot || plan.positions.contains { $0.instrument.isSpot }
    accrues =
      holdsSpot || plan.interest != 0 || plan.interestFollows != nil
      || plan.costs.financing.debit != nil || plan.costs.financing.margin != nil
    let hasPositions = !(plan.positions.isEmpty && plan.strategies.isEmpty)
    holdsBook = hasPositions || rebalances || hedgesWithOption
    looksBack = holdsBook || plan.interestFollows != nil || hedgesInSpot
    splits = plan.attribution.substeps > 1
  }
}

extension Instrument {
  fileprivate var isSpot: Bool {
    if case .spot = self { true } else { false }
  }
}
