import Foundation
import MarginCore
import MarginReplay
import TestSupport
import Testing

/// The ten-day replay of a delta-hedged short straddle that an independent program worked out.
///
/// Source: `Fixtures/worked-replay.json`, statement G1 of the worked cases; money within 1e-6, which
/// is the tolerance stated there, counts exactly.
struct WorkedReplayTests {
  let variant: Variant
  let log: AccountLog

  init() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "worked-replay", withExtension: "json", subdirectory: "Fixtures"))
    variant = try JSONDecoder().decode(Cases.self, from: Data(contentsOf: url)).variant
    let result = try variant.replay.run(over: variant.history)
    log = try #require(result.accounts.first)
  }

  @Test func equityAndMarginMatchAtEveryStep() throws {
    for (step, expected) in zip(log.steps, variant.steps) {
      #expect(abs(step.equity - expected.equity_end) < 1e-6, "equity on day \(expected.t)")
      #expect(abs(step.cash - expected.cash_end) < 1e-6, "cash on day \(expected.t)")
      let margin = expected.margin_end
      #expect(
        abs(step.initialMargin - margin.initial_margin) < 1e-6, "initial on day \(expected.t)")
      #expect(abs(step.maintenanceMargin - margin.maintenance_margin) < 1e-6)
    }
    #expect(log.steps.count == variant.steps.count)
  }

  @Test func bindingScenarioMatchesAtEveryStep() {
    for (record, expected) in zip(log.margin, variant.steps) {
      #expect(record.requirement.bindingScenario?.number == expected.margin_end.worst_scenario)
    }
  }

  @Test func hedgesAndLiquidationsMatchExactly() throws {
    for expected in variant.steps {
      let time = variant.history.times[expected.t]
      let hedged = log.trades.filter { $0.time == time && $0.reason == .hedge }
        .reduce(0) { $0 + $1.quantity }
      #expect(hedged == Double(expected.hedge_trade + expected.liquidation_hedge_trade))
      let closed = log.trades.filter { $0.time == time && $0.reason == .liquidation }
        .reduce(0) { $0 + $1.quantity }
      #expect(closed == Double(2 * expected.liquidated_pairs))
    }
  }

  @Test func attributionMatchesAtEveryStep() {
    for (step, expected) in zip(log.steps, variant.steps) {
      let got = step.attribution
      let a = expected.attribution
      let pairs = [
        (got.delta, a.delta_options), (got.gamma, a.gamma), (got.vega, a.vega),
        (got.theta, a.theta), (got.vanna, a.vanna), (got.volga, a.volga),
        (got.residual, a.residual), (got.hedge, a.delta_hedge), (got.interest, a.interest),
        (got.funding, a.funding), (got.fees, a.hedge_fees + a.option_fees),
        (got.spread, a.hedge_half_spread + a.option_spread), (got.impact, a.hedge_impact),
        (got.liquidation, a.liquidation_cost + a.liquidation_fees),
      ]
      for (index, pair) in pairs.enumerated() {
        #expect(abs(pair.0 - pair.1) < 1e-6, "part \(index) on day \(expected.t)")
      }
    }
  }
}

extension WorkedReplayTests {
  struct Cases: Decodable { let variant: Variant }

  struct Variant: Decodable {
    let parameters: [String: Double]
    let prices: [Double]
    let vols: [Double]
    let funding_rates: [Double]
    let strike: Double
    let rate: Double
    let days_to_expiry: Int
    let steps: [Step]
  }

  struct Step: Decodable {
    let t: Int
    let hedge_trade: Int
    let liquidated_pairs: Int
    let liquidation_hedge_trade: Int
    let equity_end: Double
    let cash_end: Double
    let margin_end: Margin
    let attribution: Parts
  }

  struct Margin: Decodable {
    let initial_margin: Double
    let maintenance_margin: Double
    let worst_scenario: Int
  }

  struct Parts: Decodable {
    let delta_options, delta_hedge, gamma, vega, theta, vanna, volga, residual: Double
    let interest, funding, option_spread, option_fees: Double
    let hedge_fees, hedge_half_spread, hedge_impact, liquidation_cost, liquidation_fees: Double
  }
}

extension WorkedReplayTests.Variant {
  var history: MarketHistory {
    MarketHistory(
      times: prices.indices.map { Timestamp(microseconds: 0) + .days($0) },
      underlyings: [Underlying(name: "X", tradingDays: 365)],
      paths: [UnderlyingPath(spot: prices, volatility: vols, funding: funding_rates, rate: rate)])
  }

  var replay: Replay {
    let p = { (name: String) in parameters[name] ?? .nan }
    let model = Models.riskArray([
      "price-scan-range": p("psr"), "volatility-scan-relative": p("vsr"),
      "extreme-multiple": p("extreme_mult"), "extreme-cover": p("extreme_cover"),
      "short-option-minimum-rate": p("som"), "maintenance-multiple": p("mm_ratio"),
    ])
    var replay = Replay(deposit: p("deposit"), models: [model])
    replay.positions = OptionRight.allCases.map { right in
      let expiry = Timestamp(microseconds: 0) + .days(days_to_expiry)
      let contract = OptionContract(underlying: 0, right: right, strike: strike, expiry: expiry)
      return Position(.option(contract), quantity: -p("pairs"))
    }
    replay.hedging = HedgePlan(policy: ScheduledHedge(every: .zero), lot: 1)
    replay.costs.fee = p("fee_bps") / 1e4
    replay.costs.halfSpread = p("half_spread_bps") / 1e4
    replay.costs.impact = SquareRootImpact(
      coefficient: p("impact_Y"), averageDailyVolume: p("adv"))
    replay.costs.options = OptionCharge(
      fee: p("option_fee_per_contract"), halfSpread: p("option_half_spread"))
    replay.costs.liquidation = OptionCharge(
      fee: p("liq_fee_per_contract"), halfSpread: p("liq_half_spread"))
    replay.settlement.order = .hedgeThenMargin
    replay.interest = rate
    return replay
  }
}
