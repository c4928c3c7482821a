/// Historical simulation over the wildest stretch of the visible past.
///
/// The stretch is the `window` consecutive steps with the largest sum, over the book's underlyings, of
/// squared log returns over their mean square in the search; of equal stretches the latest. It is
/// looked for again at every step, in what is known by then.
public struct StressedHistoricalVaR: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// The returns searched.
  public var lookBack: Int { max(values.count("search"), length) }

  /// Steps in the stretch, at least one return over the horizon.
  private var length: Int { max(values.count("window"), Horizon(values).steps) }

  /// The tail of the losses over the stretch's returns.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    let (underlyings, horizon) = (portfolio.underlyings, Horizon(values))
    let returns = try market.pastReturns(of: underlyings, lookBack, for: id)
    let stretch = wildest(returns, length)
    let moves = returns.map { Array($0[stretch]).moves(over: horizon.steps) }
    let losses = ScenarioMoves(underlyings: underlyings, moves: moves)
      .losses(of: portfolio, in: market, scale: horizon.scale)
    return TailRisk(of: losses, beyond: values["confidence"]).requirement(values)
  }

  /// The stretch of `count` places with the largest sum of relative squares.
  func wildest(_ returns: [[Double]], _ count: Int) -> Range<Int> {
    let squares = relativeSquares(returns)
    var sum = squares.prefix(count).reduce(0, +)
    var (best, end) = (sum, count)
    for next in squares.indices.dropFirst(count) {
      sum += squares[next] - squares[next - count]
      if sum >= best { (best, end) = (sum, next + 1) }
    }
    return max(0, end - count)..<min(end, squares.count)
  }

  private func relativeSquares(_ returns: [[Double]]) -> [Double] {
    var sums = [Double](repeating: 0, count: returns.first?.count ?? 0)
    for column in returns {
      let mean = meanSquare(column[...])
      guard mean > 0 else { continue }
      for (i, value) in column.enumerated() { sums[i] += value * value / mean }
    }
    return sums
  }
}

extension StressedHistoricalVaR {
  /// The stressed-period family.
  public static let family = ModelFamily(
    name: "stressed-historical-var",
    summary: "Tail of today's book's losses under the returns of the wildest known stretch.",
    parameters: [
      ModelParameter("window", "consecutive returns used", in: 2...100_000),
      ModelParameter("search", "past returns searched for them", in: 2...100_000),
    ] + Horizon.parameters + TailRisk.parameters,
    make: { StressedHistoricalVaR(id: $0, $1) })
}
