public import MarginCore

/// Margin models with the numbers that tests are worked out for.
public enum Models {
  /// Reg T with its standard numbers, without the minimum of the account.
  public static let regT = RegT.family.make(
    "reg-t",
    ParameterValues([
      "short-equity-option-rate": 0.20, "short-index-option-rate": 0.15,
      "short-option-minimum": 0.10, "long-stock-initial": 0.50, "short-stock-initial": 0.50,
      "long-stock-maintenance": 0.25, "short-stock-maintenance": 0.30,
      "protected-stock-rate": 0.10, "long-term-days": 274, "long-term-loan-value": 0.25,
      "fund-leverage": 1, "minimum-equity": 0,
    ]))

  /// Paradex cross margin of options with the rates of BTC.
  public static let paradex = ParadexOptions.family.make(
    "paradex-btc",
    ParameterValues([
      "initial-premium-multiple": 1, "initial-long-rate": 0.20, "initial-short-rate": 0.15,
      "initial-short-minimum": 0.10, "initial-short-put-cap": 0.50, "initial-unpaired-scale": 1.2,
      "maintenance-premium-multiple": 0.5, "maintenance-long-rate": 0.10,
      "maintenance-short-rate": 0.075, "maintenance-short-minimum": 0.05,
      "maintenance-short-put-cap": 0.25, "maintenance-unpaired-scale": 1.0,
    ]))

  /// TIMS-style ranges with their standard numbers.
  public static let tims = Tims.family.make(
    "tims",
    ParameterValues([
      "high-cap-index-down": 0.08, "high-cap-index-up": 0.06, "broad-index-range": 0.10,
      "equity-range": 0.15, "offset-rate": 0.90, "minimum-per-unit": 0.375,
      "house-multiple": 1,
    ]))

  /// The same ranges with groups declared.
  public static func tims(classes: [ParameterRow]) -> any MarginModel {
    Tims.family.make(
      "tims",
      ParameterValues(
        [
          "high-cap-index-down": 0.08, "high-cap-index-up": 0.06, "broad-index-range": 0.10,
          "equity-range": 0.15, "offset-rate": 0.90, "minimum-per-unit": 0.375,
          "house-multiple": 1,
        ], tables: ["classes": classes]))
  }

  /// The risk array of the worked SPAN cases: five points, four volatility points, CME extremes.
  public static let span = riskArray([
    "price-scan-range": 0.05, "volatility-scan-absolute": 0.04, "extreme-multiple": 3,
    "extreme-cover": 0.33, "short-option-minimum-per-contract": 10,
  ])

  /// A risk array whose initial margin exceeds maintenance and whose volatility moves in proportion.
  public static let volatileSpan = riskArray([
    "price-scan-range": 0.08, "volatility-scan-relative": 0.2, "extreme-multiple": 2,
    "extreme-cover": 0.35, "short-option-minimum-rate": 0.01, "initial-multiple": 1.1,
  ])

  /// Historical value at risk over four past returns.
  public static let historicalVaR = HistoricalVaR.family.make(
    "historical-var",
    ParameterValues(["window": 4, "confidence": 0.75, "horizon": 1, "overlap": 1, "measure": 0]))

  /// A risk array that looks one day ahead, with zero for every charge that is not named.
  public static func riskArray(
    _ values: [String: Double], tables: [String: [ParameterRow]] = [:]
  ) -> any MarginModel {
    let declared = Span.family.parameters.compactMap { parameter in
      parameter.standard.map { (parameter.name, $0) }
    }
    let standard: [String: Double] = [
      "price-scan-deviations": 0, "volatility-scan-relative": 0, "volatility-scan-absolute": 0,
      "look-ahead-days": 1, "short-option-minimum-rate": 0, "short-option-minimum-per-contract": 0,
      "initial-multiple": 1, "maintenance-multiple": 1,
    ]
    let all = standard.merging(declared) { $1 }.merging(values) { $1 }
    return Span.family.make("span", ParameterValues(all, tables: tables))
  }
}
