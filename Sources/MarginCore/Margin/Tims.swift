/// TIMS-style percentage ranges: the largest loss over ten equidistant prices of each underlying.
///
/// Volatility and time stand still. Everything in one class nets fully; classes of one product group
/// offset one another at a rate, other classes do not. Sources: SEC Rule 15c3-1a; FINRA Rule 4210(g)
/// and Regulatory Notice 08-41. An independent implementation; TIMS is a trademark of The Options
/// Clearing Corporation. See <doc:PercentageRange>.
public struct Tims: ScenarioModel {
  /// The model's id.
  public let id: String
  private let classes: TimsClasses
  private let minimumPerUnit, houseMultiple: Double

  init(id: String, _ values: ParameterValues) {
    (self.id, classes) = (id, TimsClasses(values))
    (minimumPerUnit, houseMultiple) = (values["minimum-per-unit"], values["house-multiple"])
  }

  /// The sum over groups of the larger of group loss and per-contract minimum.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    let groups = groups(of: portfolio, in: market)
    let total = groups.reduce(0) { $0 + max($1.loss, $1.minimum) }
    return MarginRequirement(
      initial: total * houseMultiple, maintenance: total * houseMultiple,
      components: [
        MarginComponent("largest_loss", groups.reduce(0) { $0 + $1.loss }),
        MarginComponent("minimum_charge", groups.reduce(0) { $0 + $1.minimum }),
      ],
      bindingScenario: groups.max { $0.loss < $1.loss }?.worst)
  }

  /// Product groups in the order of their first underlyings, each class without one on its own.
  private func groups(of portfolio: Portfolio, in market: MarketState) -> [TimsGroup] {
    let netted = portfolio.merged
    return portfolio.underlyings.reduce(into: []) { groups, underlying in
      let entry = classes.entry(for: market.underlyings[underlying])
      let name = entry.productGroup.map { "group " + $0 } ?? "class " + entry.name
      let place = groups.firstIndex { $0.name == name } ?? groups.endIndex
      if place == groups.endIndex { groups.append(TimsGroup(name: name)) }
      groups[place].add(
        entry,
        profits: profits(
          of: portfolio.positions, on: underlying, under: entry.moves.map { Shock(spotMove: $0) },
          in: market[underlying], at: market.time),
        minimum: minimum(netted, on: underlying))
    }
  }

  private func minimum(_ netted: [Position], on underlying: Int) -> Money {
    netted.reduce(0) { sum, position in
      guard position.instrument.underlying == underlying, position.instrument.option != nil else {
        return sum
      }
      return sum + abs(position.units) * minimumPerUnit
    }
  }

  /// Every position's loss at the ten points, before offsets between underlyings.
  public func scenarioMatrices(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> [ScenarioMatrix] {
    try market.check(portfolio)
    return portfolio.underlyings.map { underlying in
      let moves = classes.entry(for: market.underlyings[underlying]).moves
      let losses = { (positions: [Position]) in
        profits(
          of: positions, on: underlying, under: moves.map { Shock(spotMove: $0) },
          in: market[underlying], at: market.time
        ).map { -$0 }
      }
      let held = portfolio.places(on: underlying)
      return ScenarioMatrix(
        underlying: market.underlyings[underlying].name,
        scenarios: moves.enumerated().map {
          Scenario(number: $0 + 1, spotMove: $1, volatilityMove: 0)
        },
        covers: moves.map { _ in 1 }, positions: held,
        losses: held.map { losses([portfolio.positions[$0]]) }, totals: losses(portfolio.positions))
    }
  }
}
