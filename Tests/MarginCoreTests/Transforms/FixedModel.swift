import MarginCore

/// Asks for a multiple of the spot price of the first underlying, whatever the book.
struct FixedModel: MarginModel {
  let id = "fixed"
  var rate = 1.0
  var lookBack = 0

  func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    guard market[0].volatility.isFinite else { throw .missingVolatility(underlying: "X") }
    let amount = rate * market[0].spot
    return MarginRequirement(
      initial: 2 * amount, maintenance: amount, components: [MarginComponent("fixed", amount)])
  }
}
