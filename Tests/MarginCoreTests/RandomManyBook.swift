import MarginCore
import TestSupport

/// A random book of spot, futures and options on three underlyings of different kinds.
struct RandomManyBook {
  let market: MarketState
  let portfolio: Portfolio

  init(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let now = Timestamp(microseconds: 0)
    let states = (0..<3).map { _ in
      UnderlyingState(
        spot: .random(in: 20...500, using: &random),
        volatility: .random(in: 0.05...1, using: &random),
        rate: .random(in: -0.02...0.1, using: &random))
    }
    let kinds: [UnderlyingKind] = [.highCapIndex, .broadIndex, .equity]
    let names = ["A", "B", "C"]
    market = MarketState(
      time: now, underlyings: zip(names, kinds).map { Underlying(name: $0, kind: $1) },
      states: states)
    let positions = (0..<Int.random(in: 2...12, using: &random)).map { _ in
      Self.position(states, now, &random)
    }
    portfolio = Portfolio(positions: positions, cash: 1000)
  }

  private static func position(
    _ states: [UnderlyingState], _ now: Timestamp, _ random: inout SplitMix64
  ) -> Position {
    let underlying = Int.random(in: 0..<3, using: &random)
    let quantity = Double(Int.random(in: -20...20, using: &random))
    let expiry = now + .days(30 * .random(in: 1...6, using: &random))
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return Position(.spot(underlying: underlying), quantity: 50 * quantity)
    case 1:
      let contract = FutureContract(underlying: underlying, expiry: expiry, multiplier: 50)
      return Position(.future(contract), quantity: quantity)
    default:
      let contract = OptionContract(
        underlying: underlying, right: Bool.random(using: &random) ? .call : .put,
        strike: states[underlying].spot * .random(in: 0.7...1.3, using: &random), expiry: expiry)
      return Position(.option(contract), quantity: quantity)
    }
  }

  /// The size that rounding of sums is measured against.
  var grossValue: Double {
    portfolio.positions.reduce(1) {
      $0 + abs($1.units) * market[$1.instrument.underlying].spot
    }
  }

  func requirement(
    _ model: any MarginModel, _ positions: [Position]? = nil
  ) throws -> MarginRequirement {
    let book = Portfolio(positions: positions ?? portfolio.positions, cash: portfolio.cash)
    return try model.requirement(for: book, in: market)
  }
}
