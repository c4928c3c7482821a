extension ModelFamily {
  /// The families that ask for value at risk or expected shortfall.
  static let valueAtRisk: [ModelFamily] = [
    HistoricalVaR.family, AgeWeightedVaR.family, FilteredHistoricalVaR.family,
    StressedHistoricalVaR.family, ParametricVaR.normalFamily, ParametricVaR.cornishFisherFamily,
    ParametricVaR.studentTFamily, MonteCarloVaR.family, StansStyle.family,
  ]
}
