public import MarginCore

/// OKX, Bybit, Drift and printed tiers, with a value for every charge.
extension Models {
  /// OKX with the tiers that the venue prints for BTC and ETH in 2024.
  public static func okx(_ changes: [String: Double] = [:]) -> any MarginModel {
    let tiers = { (rate: String, rows: [(Double, Double)]) in
      rows.map { ParameterRow(numbers: ["from": $0.0, rate: $0.1]) }
    }
    let minimum = [
      (0.0, 1.0), (10_000, 2), (70_000, 4), (170_000, 6), (300_000, 8), (470_000, 10),
      (700_000, 12),
    ]
    let values: [String: Double] = [
      "price-move-1": 0.04, "price-move-2": 0.08, "price-move-3": 0.12, "vol-range-up": 0.5,
      "vol-range-down": 0.25, "short-term-vega-power": 0.3, "long-term-vega-power": 0.13,
      "min-vol-for-shock-up": 0.4, "decay-days": 1, "extreme-move": 0.24, "extreme-cover": 0.5,
      "vega-term-rate": 0.2, "annualised-move-risk": 0.05, "interest-rate-move": 0.03,
      "futures-closing-cost": 0.0005, "option-closing-cost": 0.0003, "borrowing-rate": 0.02,
      "merged-settlements": 1, "initial-multiple": 1.3,
    ]
    return OKXPortfolio.family.make(
      "okx",
      ParameterValues(
        values.merging(changes) { $1 },
        tables: [
          "minimum-tiers": tiers("multiple", minimum),
          "depeg-tiers": tiers("rate", [(0, 0.0075), (1e6, 0.0175), (5e6, 0.025)]),
        ]))
  }

  /// Bybit with a rate for every contingency.
  public static func bybit(_ changes: [String: Double] = [:]) -> any MarginModel {
    let values: [String: Double] = [
      "price-range": 0.1, "vol-range-up": 0.25, "vol-range-down": 0.2,
      "short-term-vega-power": 0.3, "long-term-vega-power": 0.13, "short-option-rate": 0.01,
      "vega-spread-rate": 0.0003, "settlement-spread-rate": 0.004, "delta-spread-rate": 0.05,
      "futures-rate": 0.002, "initial-multiple": 1.2,
    ]
    return BybitPortfolio.family.make("bybit", ParameterValues(values.merging(changes) { $1 }))
  }

  /// Drift with size factors for coins, perpetuals and gains.
  public static func drift(_ changes: [String: Double] = [:]) -> any MarginModel {
    let values: [String: Double] = [
      "initial-asset-weight": 0.8, "maintenance-asset-weight": 0.9, "initial-debt-weight": 1.2,
      "maintenance-debt-weight": 1.1, "size-factor": 0.003, "scale-start": 5e5, "deposits": 0,
      "perpetual-initial": 0.1, "perpetual-maintenance": 0.05, "perpetual-size-factor": 0.001,
      "initial-gain-weight": 1, "maintenance-gain-weight": 0.95, "gain-size-factor": 0.001,
      "initial-gain-cap": 100,
    ]
    return SizeWeights.family.make("drift", ParameterValues(values.merging(changes) { $1 }))
  }

  /// Tiers of maintenance rate and leverage for any underlying.
  public static func notionalTiers(
    _ tiers: [(from: Double, rate: Double, leverage: Double)], _ changes: [String: Double] = [:]
  ) -> any MarginModel {
    let values = ["maintenance-multiple": 1.0, "initial-multiple": 1, "leverage-weight": 1]
    let rows = tiers.map {
      ParameterRow(
        numbers: ["from": $0.from, "maintenance-rate": $0.rate, "leverage": $0.leverage])
    }
    return NotionalTiers.family.make(
      "tiers", ParameterValues(values.merging(changes) { $1 }, tables: ["tiers": rows]))
  }
}
