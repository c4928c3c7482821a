public import MarginCore

/// Models of crypto venues with the numbers that tests are worked out for.
extension Models {
  /// Deribit portfolio margin with the values of the venue's published example.
  public static let deribitPortfolio = DeribitPortfolio.family.make(
    "deribit-pm", ParameterValues(deribitValues))

  /// The values of the published example.
  public static let deribitValues: [String: Double] = [
    "price-range": 0.16, "vol-range-up": 0.5, "vol-range-down": 0.25, "short-term-vega-power": 0.3,
    "long-term-vega-power": 0.13, "min-vol-for-shock-up": 0.5, "extended-table-factor": 1,
    "extended-dampener": 100_000, "usd-extended-dampener": 25_000, "pnl-offset": 0,
    "usd-pnl-offset": 0, "max-offsetable-pnl": 0, "correlation-set": 0, "min-annualised-move": 0.01,
    "annualised-move-risk": 0.075, "usd-min-annualised-move": 0.01,
    "usd-annualised-move-risk": 0.1, "max-delta-shock": 0.1, "delta-shock-threshold": 2e7,
    "delta-shock-slope": 5e-5, "short-option-contingency": 0, "futures-contingency": 0,
    "maintenance-factor": 0.8, "initial-factor": 1, "mmp-margin": 0, "open-orders-margin": 0,
    "spot-margin": 0,
  ]

  /// Deribit standard margin with the values of the published examples.
  public static let deribitStandard = DeribitStandard.family.make(
    "deribit-sm",
    ParameterValues([
      "futures-initial": 0.02, "futures-maintenance": 0.01, "futures-slope": 5e-5,
      "option-initial": 0.15, "option-minimum": 0.10, "option-maintenance": 0.075,
      "SOL_USDC.futures-initial": 0.04, "SOL_USDC.futures-maintenance": 0.02,
      "SOL_USDC.futures-slope": 5e-6,
    ]))

  /// Derive PM2 with the values of its main network.
  public static let derivePortfolio = DerivePortfolio.family.make(
    "derive-pm2", ParameterValues(derivePortfolioValues))

  /// The main-network values of PM2.
  public static let derivePortfolioValues: [String: Double] = {
    var values: [String: Double] = [
      "inner-range": 0.135, "edge-range": 0.18, "vol-range-up": 0.5, "vol-range-down": 0.3,
      "short-term-vega-power": 0.3, "long-term-vega-power": 0.13, "floor-days": 1,
      "least-vol-up": 0.4, "skew-weight": 1, "skew-linear-cap": 0.25,
      "skew-linear-cap-slope": -0.1, "skew-absolute-cap": 0.25, "skew-absolute-cap-slope": -0.1,
      "skew-least-width": 0.01, "skew-width": 4, "skew-vol": 0.6, "skew-vol-slope": 0,
      "long-discount": 0.95, "long-rate-multiple": 0, "long-rate-added": 0.16,
      "short-discount": 1.04, "short-rate-multiple": 0, "short-rate-added": 0.16,
      "basis-up": 1.045, "basis-down": 0.955, "basis-added": 0.5, "basis-multiple": 2,
      "peg-threshold": 0.99, "peg-factor": 4, "confidence-threshold": 0.55, "confidence-margin": 1,
      "maintenance-factor": 0.8, "perpetual-maintenance": 0.03, "option-maintenance": 0.003,
      "initial-factor": 1, "perpetual-initial": 0.01, "option-initial": 0.002,
    ]
    let tails = [
      (0.34, 0.21), (0.67, 0.42), (1.5, 0.2772), (2, 0.1386), (3, 0.0693), (4, 0.0462),
      (5, 0.03465), (6, 0.02772),
    ]
    for (i, tail) in tails.enumerated() {
      values["tail-\(i + 1)-price"] = tail.0
      values["tail-\(i + 1)-weight"] = tail.1
    }
    return values
  }()

  /// The first portfolio manager with the values of its main network.
  public static let deriveFirst = DeriveFirstPortfolio.family.make(
    "lyra-pmrm-v1", ParameterValues(deriveFirstValues))

  /// The main-network values of PMRM.
  public static let deriveFirstValues: [String: Double] = [
    "inner-range": 0.15, "edge-range": 0.2, "vol-range-up": 0.6, "vol-range-down": 0.3,
    "short-term-vega-power": 0.3, "long-term-vega-power": 0.13, "floor-days": 1, "basis-up": 1.05,
    "basis-down": 0.95, "basis-added": 1, "basis-multiple": 1.2, "peg-threshold": 0.98,
    "peg-factor": 2, "confidence-threshold": 0.55, "confidence-margin": 1, "long-discount": 0.95,
    "long-rate-multiple": 1, "long-rate-added": 0.12, "perpetual-charge": 0.03,
    "base-charge": 0.03, "option-charge": 0.02, "initial-factor": 1.25,
  ]

  /// The standard manager with the values of its main network.
  public static let deriveStandard = DeriveStandard.family.make(
    "derive-sm", ParameterValues(deriveStandardValues))

  /// The main-network values of the standard manager.
  public static let deriveStandardValues: [String: Double] = [
    "option-initial": 0.15, "option-minimum": 0.13, "call-maintenance": 0.09,
    "put-maintenance": 0.09, "put-mark-maintenance": 0.09, "put-initial-scale": 1.05,
    "unpaired-initial": 1.2, "unpaired-maintenance": 1.1, "perpetual-initial": 0.1,
    "perpetual-maintenance": 0.065, "base-factor": 0.8, "base-initial-scale": 0.9375,
    "peg-threshold": 0.99, "peg-factor": 2, "confidence-threshold": 0.55, "confidence-margin": 1,
  ]
}
