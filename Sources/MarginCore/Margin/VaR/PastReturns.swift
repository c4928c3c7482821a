extension MarketState {
  /// Prices of an underlying over the last `count` steps and this one, all positive.
  func pastSpots(
    of underlying: Int, _ count: Int, for model: String
  ) throws(ModelError) -> ArraySlice<Double> {
    let spots = spots(of: underlying, lookingBack: count)
    guard spots.count == count + 1 else {
      throw .shortHistory(model: model, needed: count, available: spots.count - 1)
    }
    if let unusable = spots.first(where: { !($0 > 0 && $0 < .infinity) }) {
      throw .unusablePrice(underlying: underlyings[underlying].name, value: unusable)
    }
    return spots
  }

  /// Log returns of an underlying over the last `count` steps, oldest first.
  func pastReturns(
    of underlying: Int, _ count: Int, for model: String
  ) throws(ModelError) -> [Double] {
    try pastSpots(of: underlying, count, for: model).logRatios
  }

  /// Log returns of several underlyings, in their order.
  func pastReturns(
    of underlyings: [Int], _ count: Int, for model: String
  ) throws(ModelError) -> [[Double]] {
    var returns: [[Double]] = []
    for underlying in underlyings {
      returns.append(try pastReturns(of: underlying, count, for: model))
    }
    return returns
  }
}
