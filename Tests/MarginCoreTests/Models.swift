import MarginCore

/// The families with the numbers of their standard parameter sets.
enum Models {
  static let regT = RegT.family.make(
    "reg-t",
    ParameterValues([
      "short-equity-option-rate": 0.20, "short-index-option-rate": 0.15,
      "short-option-minimum": 0.10, "long-stock-initial": 0.50, "short-stock-initial": 0.50,
      "long-stock-maintenance": 0.25, "short-stock-maintenance": 0.30,
    ]))

  static let tims = Tims.family.make(
    "tims",
    ParameterValues([
      "high-cap-index-down": 0.08, "high-cap-index-up": 0.06, "broad-index-range": 0.10,
      "equity-range": 0.15, "offset-rate": 0.90, "minimum-per-unit": 0.375,
    ]))

  /// The parameters of `Fixtures/span.json`.
  static let span = Span.family.make("span", ParameterValues(spanValues))

  static let spanValues = [
    "price-scan-range": 0.05, "price-scan-deviations": 0, "volatility-scan-relative": 0,
    "volatility-scan-absolute": 0.04,
    "extreme-multiple": 3, "extreme-cover": 0.33, "look-ahead-days": 1,
    "short-option-minimum-rate": 0, "short-option-minimum-per-contract": 10,
    "initial-multiple": 1, "maintenance-multiple": 1,
  ]

  static let historicalVaR = HistoricalVaR.family.make(
    "historical-var", ParameterValues(["window": 4, "confidence": 0.75]))
}
