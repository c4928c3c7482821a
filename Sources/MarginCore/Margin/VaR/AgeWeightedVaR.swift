/// Historical simulation that trusts recent returns more.
///
/// The return j steps old has weight λʲ(1 − λ)/(1 − λⁿ). Source: Boudoukh, Richardson and Whitelaw,
/// "The best of both worlds", Risk 11 (1998).
public struct AgeWeightedVaR: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues
  private let weights: [Double]

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
    weights = Self.weights(values.count("window"), decay: values["decay"])
  }

  /// Weights of `count` returns, oldest first; they sum to 1.
  static func weights(_ count: Int, decay: Double) -> [Double] {
    var weights = [Double](repeating: 1, count: count)
    for i in weights.indices.dropFirst() { weights[i] = weights[i - 1] * decay }
    let sum = weights.reversed().reduce(0, +)
    return weights.reversed().map { $0 / sum }
  }

  /// One past price for each return, one before them, and the overlap of a longer horizon.
  public var lookBack: Int { values.count("window") + Horizon(values).steps - 1 }

  /// The tail of the weighted losses.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    let (underlyings, horizon) = (portfolio.underlyings, Horizon(values))
    guard !underlyings.isEmpty else { return TailRisk(of: [], beyond: 1).requirement(values) }
    let moves = try market.pastReturns(of: underlyings, lookBack, for: id)
      .map { $0.moves(over: horizon.steps) }
    let losses = ScenarioMoves(underlyings: underlyings, moves: moves)
      .losses(of: portfolio, in: market, scale: horizon.scale)
    return TailRisk(of: losses, weights: weights, beyond: values["confidence"])
      .requirement(values)
  }
}

extension [Double] {
  /// Relative price moves of overlapping sums of `steps` log returns.
  func moves(over steps: Int) -> [Double] {
    guard count >= steps else { return [] }
    guard steps > 1 else { return growths(scale: 1) }
    return (0...count - steps).map { self[$0..<$0 + steps].reduce(0, +) }.growths(scale: 1)
  }
}

extension AgeWeightedVaR {
  /// The age-weighted family.
  public static let family = ModelFamily(
    name: "age-weighted-var",
    summary: "Tail of today's book's losses under past returns that count less with age.",
    parameters: [
      ModelParameter("window", "past returns used", in: 2...100_000),
      ModelParameter("decay", "weight of a return over that of the next younger", in: 0.5...1),
    ] + Horizon.parameters + TailRisk.parameters,
    make: { AgeWeightedVaR(id: $0, $1) })
}
