extension IndexRegression {
  /// The VIX from S&P 500 daily closes, fitted to the 1,259 days from 2014-01-03 to 2019-01-03.
  ///
  /// Made by `scripts/fit-index-regression`, whose whole output the tests keep as
  /// `Fixtures/index-regression.json`: there are the digests of both inputs and the errors outside
  /// the sample. A fit to the days before 2016-07-05 errs by 1.79 index points (root mean square) on
  /// the days from then on.
  public static let vix = IndexRegression(
    intercept: Coefficient(0.084785, standardError: 0.003242),
    realised: Coefficient(0.363731, standardError: 0.0296662),
    fall: Coefficient(-2.34389, standardError: 0.179978),
    pastFalls: Coefficient(-1.35925, standardError: 0.0768909))

  /// What ``vix`` erred by outside its sample (root mean square): 1.79 index points.
  ///
  /// That of a fit to the days before 2016-07-05, on the 630 days from then to 2019-01-03.
  public static let vixOutOfSampleError: Volatility = 0.0179

  /// The same regression with another least value.
  public func floored(at floor: Volatility) -> IndexRegression {
    IndexRegression(
      intercept: intercept, realised: realised, fall: fall, pastFalls: pastFalls, floor: floor)
  }
}
