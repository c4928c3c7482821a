/// TIMS-style percentage ranges: the largest loss over ten equidistant prices of each underlying.
///
/// Volatility and time stand still. Everything on one underlying nets fully; index groups offset one
/// another at a rate, equities do not. Sources: SEC Rule 15c3-1a; FINRA Rule 4210(g) and Regulatory
/// Notice 08-41. An independent implementation; TIMS is a trademark of The Options Clearing
/// Corporation.
public struct Tims: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// The sum over groups of the larger of group loss and per-contract minimum.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    let indices = portfolio.underlyings.filter { market.underlyings[$0].kind != .equity }
    let equities = portfolio.underlyings.filter { market.underlyings[$0].kind == .equity }
    let groups = ([indices] + equities.map { [$0] }).filter { !$0.isEmpty }
      .map { group($0, of: portfolio, in: market) }
    let total = groups.reduce(0) { $0 + max($1.loss, $1.minimum) }
    return MarginRequirement(
      initial: total, maintenance: total,
      components: [
        MarginComponent("largest_loss", groups.reduce(0) { $0 + $1.loss }),
        MarginComponent("minimum_charge", groups.reduce(0) { $0 + $1.minimum }),
      ],
      bindingScenario: groups.max { $0.loss < $1.loss }?.worst)
  }

  private typealias Group = (loss: Money, minimum: Money, worst: Scenario?)

  private func group(
    _ underlyings: [Int], of portfolio: Portfolio, in market: MarketState
  ) -> Group {
    let classes = underlyings.map { underlying in
      profits(
        of: portfolio.restricted(to: underlying),
        under: moves(of: market.underlyings[underlying].kind).map { Shock(spotMove: $0) },
        in: market[underlying], at: market.time)
    }
    let losses = offsetLosses(classes)
    let loss = max(0, losses.max() ?? 0)
    let worst = loss > 0 ? losses.firstIndex(of: loss) : nil
    let spotMoves = moves(of: market.underlyings[underlyings[0]].kind)
    return (
      loss, underlyings.reduce(0) { $0 + minimum(portfolio.restricted(to: $1)) },
      worst.map { Scenario(number: $0 + 1, spotMove: spotMoves[$0], volatilityMove: 0) }
    )
  }

  /// Loss of a product group at each point: losses in full, gains at the offset rate.
  ///
  /// A class alone keeps its own netting in full, which happens before this sum.
  func offsetLosses(_ classes: [[Money]]) -> [Money] {
    guard let first = classes.first else { return [] }
    return first.indices.map { point in
      classes.reduce(0) { $0 - ($1[point] > 0 ? $1[point] * values["offset-rate"] : $1[point]) }
    }
  }

  /// Five steps down to the bottom of the range and five up to its top, from lowest to highest.
  func moves(of kind: UnderlyingKind) -> [Double] {
    let (down, up) = range(of: kind)
    return [5, 4, 3, 2, 1].map { -down * $0 / 5 } + [1, 2, 3, 4, 5].map { up * $0 / 5 }
  }

  private func range(of kind: UnderlyingKind) -> (down: Double, up: Double) {
    switch kind {
    case .highCapIndex: (values["high-cap-index-down"], values["high-cap-index-up"])
    case .broadIndex: (values["broad-index-range"], values["broad-index-range"])
    case .equity: (values["equity-range"], values["equity-range"])
    }
  }

  private func minimum(_ positions: [Position]) -> Money {
    positions.filter { $0.instrument.option != nil }
      .reduce(0) { $0 + abs($1.units) * values["minimum-per-unit"] }
  }
}

extension Tims {
  /// The percentage-range family.
  public static let family = ModelFamily(
    name: "percentage-range",
    summary: "Largest loss over ten equidistant prices, with a minimum per option contract.",
    parameters: [
      ModelParameter(
        "high-cap-index-down", "range below spot, high-cap index, fraction", in: 0...1),
      ModelParameter("high-cap-index-up", "range above spot, high-cap index, fraction", in: 0...10),
      ModelParameter(
        "broad-index-range", "range either way, other broad index, fraction", in: 0...1),
      ModelParameter("equity-range", "range either way, single equity, fraction", in: 0...1),
      ModelParameter(
        "offset-rate", "share of an index's gain that offsets another's loss", in: 0...1),
      ModelParameter(
        "minimum-per-unit", "minimum per option contract over its multiplier, money", in: 0...1e6),
    ],
    make: { Tims(id: $0, $1) })
}
