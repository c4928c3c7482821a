import MarginCore
import MarginReplay
import TestSupport

/// Two random paths, and weights kept on them by a random policy, with costs, under two models.
struct RandomRebalancing {
  var replay: Replay
  let history: MarketHistory

  /// - Parameter alone: Whether the account holds the weights only.
  init(seed: UInt64, alone: Bool) {
    var random = SplitMix64(state: seed)
    let other = RandomReplay(seed: seed)
    (replay, history) = (other.replay, other.history)
    replay.models = [Models.tims, Models.regT]
    if alone {
      (replay.positions, replay.strategies) = ([], [])
    } else {
      replay.positions.removeAll { $0.instrument.paysVariation }
    }
    replay.hedging = HedgePlan()
    replay.rebalancing = RebalancingPlan(
      weights: [
        TargetWeight(underlying: 0, weight: .random(in: 0.1...0.6, using: &random)),
        TargetWeight(underlying: 1, weight: .random(in: 0.1...0.4, using: &random)),
      ], exposure: Self.exposure(&random), trigger: Self.trigger(&random))
  }

  private static func exposure(_ random: inout SplitMix64) -> any ExposureRule {
    let rules: [any ExposureRule] = [
      ConstantExposure(), ConstantExposure(multiple: 1.8), ConstantExposure(multiple: -1),
      VolatilityTarget(target: 0.2, cap: 1.5, forecast: .ewma(decay: 0.94), window: 10),
      PortfolioInsurance(multiplier: 3, floor: 0.7, floorRate: 0.02, cap: 1.5),
    ]
    return rules[Int.random(in: 0..<rules.count, using: &random)]
  }

  private static func trigger(_ random: inout SplitMix64) -> any RebalancingTrigger {
    let triggers: [any RebalancingTrigger] = [
      CalendarRebalancing(.span(.zero)), CalendarRebalancing(.months(1)), NoRebalancing(),
      BandRebalancing(width: 0.03), BandRebalancing(width: 0.1, .relative, to: .edge),
    ]
    return triggers[Int.random(in: 0..<triggers.count, using: &random)]
  }
}
