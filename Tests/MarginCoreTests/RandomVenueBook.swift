import MarginCore
import TestSupport

/// A random book of options, futures and perpetuals on two coins, and its market.
struct RandomVenueBook {
  let market: MarketState
  let positions: [Position]

  init(seed: UInt64, settlement: Settlement, futures: Bool) {
    var random = SplitMix64(state: seed)
    let now = Timestamp(microseconds: 0)
    let states = [60_000.0, 3000].map {
      UnderlyingState(
        spot: $0 * .random(in: 0.5...1.5, using: &random),
        volatility: .random(in: 0.3...1.2, using: &random))
    }
    market = MarketState(
      time: now,
      underlyings: ["BTC", "ETH"].map { Underlying(name: $0, tradingDays: 365) }, states: states)
    positions = (0..<Int.random(in: 1...8, using: &random)).map { _ in
      let underlying = Int.random(in: 0...1, using: &random)
      let spot = states[underlying].spot
      let size = Double(Int.random(in: -20...20, using: &random))
      let expiry = now + .days(.random(in: 1...300, using: &random))
      let notional = settlement == .inverse ? size * spot : size
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        let perpetual = PerpetualContract(underlying: underlying, settlement: settlement)
        return Position(.perpetual(perpetual), quantity: notional, settledPrice: spot)
      case 1 where futures:
        let future = FutureContract(underlying: underlying, expiry: expiry, settlement: settlement)
        return Position(.future(future), quantity: notional, settledPrice: spot)
      default:
        let option = OptionContract(
          underlying: underlying, right: Bool.random(using: &random) ? .call : .put,
          strike: (spot * .random(in: 0.6...1.5, using: &random)).rounded(), expiry: expiry,
          multiplier: 1, settlement: settlement)
        return Position(.option(option), quantity: size)
      }
    }
  }

  /// Value of everything held at the spot price, for tolerances.
  var gross: Double {
    positions.reduce(1) { $0 + abs($1.units) * market[$1.instrument.underlying].spot }
  }

  func requirement(
    _ model: any MarginModel, _ positions: [Position]? = nil, cash: Double = 0
  ) throws -> MarginRequirement {
    try model.requirement(
      for: Portfolio(positions: positions ?? self.positions, cash: cash), in: market)
  }
}

extension [Position] {
  /// The same book, every position `factor` times as large.
  func scaled(by factor: Double) -> [Position] {
    map { position in
      var scaled = position
      scaled.quantity *= factor
      return scaled
    }
  }
}
