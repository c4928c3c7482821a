/// Historical-simulation value at risk: today's book under every past one-step return.
///
/// Each underlying's past returns are applied together, with volatility and time unchanged and full
/// revaluation. The quantile interpolates between order statistics (type 7 of Hyndman and Fan,
/// "Sample Quantiles in Statistical Packages", 1996).
public struct HistoricalVaR: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// One past price for each return, and one before them.
  public var lookBack: Int { Int(exactly: values["window"].rounded(.up)) ?? 0 }

  /// The loss that the declared share of past returns would not have exceeded.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    let losses = try simulatedLosses(of: portfolio, in: market).sorted()
    let valueAtRisk = max(0, quantile(of: losses, at: values["confidence"]))
    let tail = losses.filter { $0 >= valueAtRisk }
    let shortfall = tail.isEmpty ? 0 : tail.reduce(0, +) / Double(tail.count)
    return MarginRequirement(
      initial: valueAtRisk, maintenance: valueAtRisk,
      components: [
        MarginComponent("value_at_risk", valueAtRisk),
        MarginComponent("expected_shortfall", max(0, shortfall)),
      ])
  }

  private func simulatedLosses(
    of portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> [Money] {
    var losses = [Money](repeating: 0, count: lookBack)
    for underlying in portfolio.underlyings {
      let shocks = try pastMoves(of: underlying, count: lookBack, in: market)
      let gains = profits(
        of: portfolio.restricted(to: underlying), under: shocks, in: market[underlying],
        at: market.time)
      for (i, gain) in gains.enumerated() { losses[i] -= gain }
    }
    return losses
  }

  private func pastMoves(
    of underlying: Int, count: Int, in market: MarketState
  ) throws(ModelError) -> [Shock] {
    let spots = market.spots(of: underlying, lookingBack: count)
    guard spots.count == count + 1 else {
      throw .shortHistory(model: id, needed: count, available: spots.count - 1)
    }
    if let unusable = spots.first(where: { $0 <= 0 }) {
      throw .unusablePrice(underlying: market.underlyings[underlying].name, value: unusable)
    }
    return zip(spots.dropFirst(), spots).map { Shock(spotMove: $0 / $1 - 1) }
  }

  private func quantile(of sorted: [Money], at probability: Double) -> Money {
    let position = probability * Double(sorted.count - 1)
    let low = min(sorted.count - 1, Int(position))
    let high = min(sorted.count - 1, low + 1)
    return sorted[low] + (position - Double(low)) * (sorted[high] - sorted[low])
  }
}

extension HistoricalVaR {
  /// The historical-simulation family.
  public static let family = ModelFamily(
    name: "historical-var",
    summary: "Quantile of today's book's losses under past one-step returns.",
    parameters: [
      ModelParameter("window", "past returns used", in: 2...100_000),
      ModelParameter("confidence", "share of losses covered", in: 0.5...1),
    ],
    make: { HistoricalVaR(id: $0, $1) })
}
