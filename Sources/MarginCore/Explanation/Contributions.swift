extension MarginModel {
  /// What each position contributes to the initial requirement: its Shapley value.
  ///
  /// A position's step of the requirement, averaged over the orders in which the book could be built.
  /// The steps of one order add up to the requirement, and so do the contributions; a hedge has a
  /// negative one. Up to eight positions every order counts; larger books take a fixed set of orders,
  /// each with its reverse, fewer the larger the book. Source: Shapley, "A Value for n-Person Games"
  /// (1953). Beyond 256 positions a book is built in 256 blocks, whose steps are shared in proportion to
  /// what their positions would be asked for alone.
  ///
  /// - Returns: One amount per position, in their order.
  /// - Throws: ``ModelError`` when the model cannot margin the book or a part of it.
  public func contributions(
    to portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> [Money] {
    portfolio.positions.count <= 8
      ? try exactContributions(to: portfolio, in: market)
      : try sampledContributions(to: portfolio, in: market)
  }

  func initial(_ positions: [Position], in market: MarketState) throws(ModelError) -> Money {
    try requirement(for: Portfolio(positions: positions), in: market).initial
  }

  /// By the requirement of every subset of the positions.
  private func exactContributions(
    to portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> [Money] {
    let positions = portfolio.positions
    var amounts: [Money] = []
    for subset in 0..<1 << positions.count {
      let members = positions.indices.filter { subset >> $0 & 1 == 1 }
      amounts.append(try initial(members.map { positions[$0] }, in: market))
    }
    return positions.indices.map { index in
      (0..<amounts.count).reduce(0.0) { sum, subset in
        guard subset >> index & 1 == 0 else { return sum }
        let step = amounts[subset | 1 << index] - amounts[subset]
        return sum + step * shapleyWeight(subset.nonzeroBitCount, of: positions.count)
      }
    }
  }

  private func sampledContributions(
    to portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> [Money] {
    let positions = portfolio.positions
    let size = (positions.count + mostSteps - 1) / mostSteps
    let weights = size > 1 ? try alone(portfolio, in: market) : positions.map { _ in 1 }
    let orders = buildingOrders(positions.count)
    var sums = [Money](repeating: 0, count: positions.count)
    for order in orders {
      var (built, before) = ([Position](), try initial([], in: market))
      for start in stride(from: 0, to: order.count, by: size) {
        let block = order[start..<min(start + size, order.count)]
        for index in block { built.append(positions[index]) }
        let after = try initial(built, in: market)
        share(after - before, among: block, weights, to: &sums)
        before = after
      }
    }
    return sums.map { $0 / Double(orders.count) }
  }

  /// What each position would be asked for by itself, in their order.
  func alone(_ portfolio: Portfolio, in market: MarketState) throws(ModelError) -> [Money] {
    var alone: [Money] = []
    for position in portfolio.positions { alone.append(try initial([position], in: market)) }
    return alone
  }
}

/// Most steps in which a book is built, and most positions whose closing is tried.
let mostSteps = 256

/// Shares a step among the positions of a block by their weights, or alike where all are 0.
private func share(
  _ step: Money, among block: ArraySlice<Int>, _ weights: [Money], to sums: inout [Money]
) {
  let total = block.reduce(0) { $0 + weights[$1] }
  for index in block {
    sums[index] += step * (total > 0 ? weights[index] / total : 1 / Double(block.count))
  }
}

/// The share of all orders in which exactly a given set of `size` members comes before one of `count`.
private func shapleyWeight(_ size: Int, of count: Int) -> Double {
  // size! (count − size − 1)! ÷ count!, as one over count times a binomial coefficient.
  (0..<size).reduce(1 / Double(count)) { $0 * Double($1 + 1) / Double(count - 1 - $1) }
}

/// Orders that step through the positions by strides without a common factor, each with its reverse.
private func buildingOrders(_ count: Int) -> [[Int]] {
  let wanted = min(16, max(1, 1_000_000 / (count * count)))
  let strides = (1...).lazy.map { 1 + ($0 - 1) * 7 }.filter { isCoprime($0, count) }.prefix(wanted)
  return strides.enumerated().flatMap { start, stride in
    let order = (0..<count).map { (start + $0 * stride) % count }
    return [order, order.reversed()]
  }
}

private func isCoprime(_ a: Int, _ b: Int) -> Bool {
  b == 0 ? a == 1 : isCoprime(b, a % b)
}
