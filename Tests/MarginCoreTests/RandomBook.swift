import MarginCore
import TestSupport

/// A random book of stock and options on one underlying, and the market it lives in.
struct RandomBook {
  let market: MarketState
  let portfolio: Portfolio

  init(seed: UInt64, futures: Bool = false) {
    var random = SplitMix64(state: seed)
    let now = Timestamp(microseconds: 0)
    let state = UnderlyingState(
      spot: .random(in: 20...500, using: &random),
      volatility: .random(in: 0.05...1.5, using: &random),
      rate: .random(in: -0.02...0.15, using: &random))
    market = MarketState(
      time: now, underlyings: [Underlying(name: "X", kind: .broadIndex)], states: [state])
    let positions = (0..<Int.random(in: 1...8, using: &random)).map { _ in
      let quantity = Double(Int.random(in: -20...20, using: &random))
      guard Int.random(in: 0..<5, using: &random) > 0 else {
        return Position(.spot(underlying: 0), quantity: quantity * 50)
      }
      let contract = OptionContract(
        underlying: 0, right: Bool.random(using: &random) ? .call : .put,
        strike: (state.spot * .random(in: 0.6...1.5, using: &random)).rounded(),
        expiry: now + .days(.random(in: 1...400, using: &random)))
      return Position(.option(contract), quantity: quantity)
    }
    portfolio = Portfolio(positions: positions, cash: 1000)
  }

  func requirement(_ model: any MarginModel, _ positions: [Position]? = nil) throws
    -> MarginRequirement
  {
    let book = Portfolio(positions: positions ?? portfolio.positions, cash: portfolio.cash)
    return try model.requirement(for: book, in: market)
  }
}
