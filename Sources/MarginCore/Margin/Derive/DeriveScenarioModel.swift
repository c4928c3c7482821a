/// What Derive's two portfolio managers have in common: scenarios of every market by itself.
protocol DeriveScenarioModel: ScenarioModel {
  /// Throws where a position cannot be margined.
  func check(_ portfolio: Portfolio, in market: MarketState) throws(ModelError)

  /// One market under the manager's scenarios.
  func scenarios(of book: DeriveBook) -> DeriveScenarios
}

extension DeriveScenarioModel {
  /// Losses in every scenario and under the basis contingency, which is the last one.
  public func scenarioMatrices(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> [ScenarioMatrix] {
    try check(portfolio, in: market)
    return DeriveBook.all(of: portfolio, in: market).map {
      scenarios(of: $0).matrix(of: portfolio, in: market)
    }
  }
}
