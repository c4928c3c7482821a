import MarginCore
import MarginReplay
import TestSupport

/// The `n`-th day of the tests' clock.
func day(_ n: Int) -> Timestamp { Timestamp(microseconds: 0) + .days(n) }

/// A market of one underlying with these prices, one day apart, at a constant volatility.
func market(_ spots: [Double], volatility: Double = 0.2, rate: Double = 0) -> MarketHistory {
  MarketHistory(
    times: spots.indices.map(day), underlyings: [Underlying(name: "X")],
    paths: [
      UnderlyingPath(spot: spots, volatility: spots.map { _ in volatility }, rate: rate)
    ])
}

/// A random book, market, hedge, cost and settlement.
struct RandomReplay {
  let replay: Replay
  let history: MarketHistory

  init(seed: UInt64, steps: Int = 60) {
    var random = SplitMix64(state: seed)
    history = Self.history(steps, &random)
    var replay = Replay(
      deposit: .random(in: 20_000...400_000, using: &random),
      models: [Models.tims, Models.volatileSpan])
    replay.strategies = [Self.strategy(&random)]
    replay.positions = Self.positions(&random)
    replay.hedging = Self.hedging(&random)
    replay.costs = Self.costs(&random)
    replay.settlement = Self.settlement(&random)
    replay.interest = .random(in: -0.01...0.1, using: &random)
    replay.attribution.terms = Bool.random(using: &random) ? [.charm, .speed, .rho] : []
    replay.attribution.substeps = .random(in: 1...4, using: &random)
    self.replay = replay
  }

  private static func history(_ steps: Int, _ random: inout SplitMix64) -> MarketHistory {
    let paths = (0..<2).map { _ in
      var (spot, volatility) = (Double.random(in: 50...300, using: &random), 0.25)
      var (spots, volatilities): ([Double], [Double]) = ([], [])
      for _ in 0..<steps {
        spots.append(spot)
        volatilities.append(volatility)
        let jumps = Int.random(in: 0..<50, using: &random) == 0
        spot *= 1 + Double.random(in: jumps ? -0.4...0.4 : -0.06...0.06, using: &random)
        volatility = max(0.02, volatility + Double.random(in: -0.05...0.05, using: &random))
      }
      return UnderlyingPath(
        spot: spots, volatility: volatilities,
        funding: (0..<steps).map { _ in .random(in: -1e-4...1e-4, using: &random) }, rate: 0.03,
        yield: 0.02)
    }
    return MarketHistory(
      times: (0..<steps).map(day), underlyings: [Underlying(name: "X"), Underlying(name: "Y")],
      paths: paths)
  }

  private static func strategy(_ random: inout SplitMix64) -> RollingStrategy {
    RollingStrategy(
      Bool.random(using: &random) ? .strangle(delta: 0.25) : .straddle(delta: nil),
      underlying: 0, contracts: Double(Int.random(in: -20...10, using: &random)),
      tenor: .days(30), roll: .days(.random(in: 0...6, using: &random)))
  }

  private static func positions(_ random: inout SplitMix64) -> [Position] {
    let contract = OptionContract(
      underlying: 1, right: .put, strike: 120, expiry: day(.random(in: 3...80, using: &random)))
    let future = FutureContract(underlying: 1, expiry: day(45), multiplier: 5)
    return [
      Position(.option(contract), quantity: Double(Int.random(in: -9...9, using: &random))),
      Position(.future(future), quantity: Double(Int.random(in: -9...9, using: &random))),
      Position(.spot(underlying: 1), quantity: .random(in: -50...50, using: &random)),
    ]
  }

  private static func hedging(_ random: inout SplitMix64) -> HedgePlan {
    let policies: [any HedgingPolicy] = [
      NoHedge(), ScheduledHedge(every: .days(2)), DeltaBandHedge(width: 0.05),
    ]
    let policy = policies[Int.random(in: 0..<3, using: &random)]
    return Bool.random(using: &random)
      ? HedgePlan(policy: policy, lot: 1)
      : HedgePlan(policy: policy, vehicle: .future(tenor: .days(20), multiplier: 10))
  }

  private static func costs(_ random: inout SplitMix64) -> CostModel {
    var costs = CostModel()
    costs.fee = .random(in: 0...1e-3, using: &random)
    costs.halfSpread = .random(in: 0...1e-3, using: &random)
    costs.impact = MarketImpact(
      coefficient: 0.5, averageDailyVolume: 1e5, exponent: Bool.random(using: &random) ? 0.5 : 0.6,
      permanent: .random(in: 0...2, using: &random))
    costs.options = OptionCharge(fee: 0.65, halfSpread: 0.03)
    costs.liquidation = OptionCharge(fee: 2, halfSpread: 0.1)
    costs.fees.perContract = .random(in: 0...0.02, using: &random)
    costs.fees.minimum = .random(in: 0...3, using: &random)
    costs.fees.tiers = FeeTiers([.init(volume: 5e5, fee: 1e-5)])
    costs.spreads.widening = SpreadWidening(reference: 0.2, exponent: 1.5)
    costs.financing.debit = DatedRate(.random(in: 0...0.2, using: &random))
    costs.financing.borrow = DatedRate([(day(0), 0.01), (day(30), 0.05)])
    costs.financing.margin = DatedRate(.random(in: 0...0.2, using: &random))
    return costs
  }

  private static func settlement(_ random: inout SplitMix64) -> SettlementRules {
    var rules = SettlementRules()
    rules.grace = .steps(.random(in: 0...3, using: &random))
    rules.cure = Bool.random(using: &random) ? .none : .topUp(limit: 30_000)
    rules.liquidation = Bool.random(using: &random) ? .partial : .full
    rules.order = Bool.random(using: &random) ? .marginThenHedge : .hedgeThenMargin
    return rules
  }
}

extension RandomReplay {
  /// The same with coins, perpetuals, a rebalanced holding, an inverse hedge and a hedging option.
  ///
  /// Its model asks for a share of notional, since hardly any other takes all of that.
  static func mixed(seed: UInt64) -> RandomReplay {
    let base = RandomReplay(seed: seed)
    var (random, replay) = (SplitMix64(state: ~seed), base.replay)
    replay.models = [NotionalModel(share: .random(in: 0.05...0.3, using: &random))]
    replay.positions += perpetuals(&random)
    replay.collateral = [
      Collateral("X", quantity: .random(in: 1...90, using: &random), underlying: 0, haircut: 0.1),
      Collateral("Z", quantity: 50, price: 30, underlying: 1, haircut: 0.3),
    ]
    replay.hedging = coinHedge(&random)
    if Bool.random(using: &random) {
      replay.rebalancing = RebalancingPlan(
        weights: [TargetWeight(underlying: 1, weight: 0.4)],
        exposure: VolatilityTarget(target: 0.2, cap: 1.5, forecast: .realised, window: 5),
        trigger: BandRebalancing(width: 0.03, to: .edge))
    }
    replay.interestFollows = Bool.random(using: &random) ? 1 : nil
    return RandomReplay(replay: replay, history: base.history)
  }

  private static func perpetuals(_ random: inout SplitMix64) -> [Position] {
    [Settlement.linear, .inverse].map { settlement in
      let contract = PerpetualContract(underlying: 1, multiplier: 10, settlement: settlement)
      return Position(
        .perpetual(contract), quantity: Double(Int.random(in: -300...300, using: &random)))
    }
  }

  private static func coinHedge(_ random: inout SplitMix64) -> HedgePlan {
    let policies: [any HedgingPolicy] = [
      MoveHedge(by: .deviations(1)), DeltaBandHedge(width: 0.05),
      WhalleyWilmottHedge(riskAversion: 1e-3), ZakamoulineHedge(riskAversion: 1e-3),
    ]
    var plan = HedgePlan(
      policy: policies[Int.random(in: 0..<policies.count, using: &random)],
      vehicle: Bool.random(using: &random)
        ? .perpetual(multiplier: 10, settlement: .inverse)
        : .future(tenor: .days(9), multiplier: 10, settlement: .inverse))
    if Bool.random(using: &random) {
      plan.option = OptionHedge(
        Bool.random(using: &random) ? .gamma : .vega, tenor: .days(15), roll: .days(2))
    }
    return plan
  }

  private init(replay: Replay, history: MarketHistory) {
    (self.replay, self.history) = (replay, history)
  }
}
