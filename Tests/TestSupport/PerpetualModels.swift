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
}
