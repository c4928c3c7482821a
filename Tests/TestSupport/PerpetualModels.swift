public import MarginCore

extension Models {
  /// Leverage of 40 up to a notional of 150 million dollars, of 20 above.
  public static let leverageTiers = LeverageTiers.family.make(
    "tiers",
    ParameterValues([
      "tier-1-leverage": 40, "tier-2-from": 150e6, "tier-2-leverage": 20, "tier-3-from": 0,
      "tier-3-leverage": 0, "tier-4-from": 0, "tier-4-leverage": 0, "initial-multiple": 2,
    ]))

  /// A base rate of 5 % between open interest of 40 and 100 million dollars.
  public static func openInterestRates(_ openInterest: Double) -> any MarginModel {
    OpenInterestRates.family.make(
      "rates",
      ParameterValues([
        "base-rate": 0.05, "maintenance-fraction": 0.6, "lower-cap": 40e6, "upper-cap": 100e6,
        "open-interest": openInterest,
      ]))
  }

  /// Paradex portfolio margin with the values of BTC.
  public static let paradexPortfolio = ParadexPortfolio.family.make(
    "paradex-pm",
    ParameterValues([
      "price-range": 0.14, "vol-range-up": 0.4, "vol-range-down": 0.22,
      "short-term-vega-power": 0.3, "long-term-vega-power": 0.13, "min-vol-for-shock-up": 0.4,
      "unhedged-delta-charge": 0.002, "hedged-delta-charge": 0.001, "maintenance-factor": 0.5,
      "funding-provision": 0, "fee-provision": 0, "tail-1-weight": 0.1061,
      "tail-2-weight": 0.2121, "tail-3-weight": 0.14, "tail-4-weight": 0.07,
      "tail-5-weight": 0.0175, "tail-6-weight": 0.0078, "tail-7-weight": 0.0044,
      "tail-8-weight": 0.0028,
    ]))
}
