import Foundation
import MarginCore
import MarginReplay
import TestSupport

/// A margin model that asks for nothing, so that hedging alone is measured.
struct NoMargin: MarginModel {
  let id = "none"

  func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    MarginRequirement(initial: 0, maintenance: 0, components: [])
  }
}

/// One short or long option, hedged over a path.
struct HedgedOption {
  var strike = 100.0
  var right = OptionRight.call
  var quantity = -1.0
  var multiplier = 1.0
  var years = 0.25
  var volatility = 0.2
  var rate = 0.0
  var plan = HedgePlan()
  var costs = CostModel()

  /// The account's log when the price goes through `spots` at equal intervals until expiry.
  func log(_ spots: [Double], interest: Double? = nil) throws -> AccountLog {
    let length = years * 365 * 86_400e6
    let times = spots.indices.map {
      Timestamp(
        microseconds: Int64((length * Double($0) / Double(max(1, spots.count - 1))).rounded()))
    }
    let history = MarketHistory(
      times: times, underlyings: [Underlying(name: "X", tradingDays: 365)],
      paths: [
        UnderlyingPath(
          spot: spots, volatility: spots.map { _ in volatility }, rate: rate)
      ])
    var replay = Replay(deposit: 0, models: [NoMargin()])
    let contract = OptionContract(
      underlying: 0, right: right, strike: strike, expiry: times[times.count - 1],
      multiplier: multiplier)
    replay.positions = [Position(.option(contract), quantity: quantity)]
    // The account starts with nothing and may owe: no call ends it.
    replay.settlement.grace = .steps(1_000_000)
    (replay.hedging, replay.costs, replay.interest) = (plan, costs, interest ?? rate)
    guard let log = try replay.run(over: history).accounts.first else {
      return AccountLog(model: "")
    }
    return log
  }

  /// What the path earned, and what its hedging cost.
  func outcome(_ spots: [Double]) throws -> (profit: Double, cost: Double) {
    let log = try log(spots)
    return (
      log.steps.last?.equity ?? .nan, log.trades.reduce(0) { $0 + $1.cost.total }
    )
  }
}

/// Geometric Brownian motion from 100, one price after each of `steps` equal intervals.
func brownianPath(
  steps: Int, years: Double, volatility: Double, rate: Double = 0, _ random: inout SplitMix64
) -> [Double] {
  let dt = years / Double(steps)
  var spots = [100.0]
  for _ in 0..<steps {
    let z = Normal.quantile(.random(in: 1e-12..<1, using: &random))
    let move = (rate - 0.5 * volatility * volatility) * dt + volatility * dt.squareRoot() * z
    spots.append(spots[spots.count - 1] * exp(move))
  }
  return spots
}

/// Mean and standard deviation of a sample.
func moments(_ sample: [Double]) -> (mean: Double, deviation: Double) {
  let mean = sample.reduce(0, +) / Double(sample.count)
  let squares = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (squares / Double(sample.count - 1)).squareRoot())
}
