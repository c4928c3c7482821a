extension DerivePortfolio {
  /// The family of Derive's second portfolio manager.
  public static let family = ModelFamily(
    name: "derive-portfolio",
    summary: "Worst of scenarios, smile rotations and basis moves, with contingencies on size.",
    parameters: DeriveParameters.scenarios + tails + skew + discounts + DeriveParameters.basis
      + contingencies,
    make: { DerivePortfolio(id: $0, $1) })

  private static let tails = (1...8).flatMap {
    [
      ModelParameter("tail-\($0)-price", "price of far scenario \($0), of spot", in: 0...100),
      ModelParameter("tail-\($0)-weight", "share of it that counts; 0 is none", in: 0...10),
    ]
  }

  private static let skew =
    [
      ModelParameter("least-vol-up", "least volatility after a rise, per year", in: 0...5),
      ModelParameter("skew-weight", "share of smile rotations that counts; 0 is none", in: 0...10),
    ]
    + ["linear", "absolute"].flatMap {
      [
        ModelParameter("skew-\($0)-cap", "largest \($0) rotation, fraction", in: -10...10),
        ModelParameter("skew-\($0)-cap-slope", "added to the cap per √year", in: -10...10),
      ]
    } + [
      ModelParameter("skew-least-width", "least log-moneyness at the cap", in: 1e-6...10),
      ModelParameter("skew-width", "log-moneyness at the cap, deviations", in: 0...100),
      ModelParameter("skew-vol", "volatility that sets the deviation", in: -10...10),
      ModelParameter("skew-vol-slope", "added to that volatility per √year", in: -10...10),
    ]

  private static let discounts = ["long", "short"].flatMap {
    [
      ModelParameter("\($0)-discount", "factor on a \($0) expiry's shocked value", in: 0...10),
      ModelParameter("\($0)-rate-multiple", "interest rates in its growth", in: 0...10),
      ModelParameter("\($0)-rate-added", "added to that rate, per year", in: 0...10),
    ]
  }

  private static let contingencies =
    DeriveParameters.oracles
    + ["maintenance", "initial"].flatMap {
      [
        ModelParameter("\($0)-factor", "\($0) margin over worst loss", in: 0...10),
        ModelParameter("perpetual-\($0)", "charge on perpetuals, of spot", in: 0...1),
        ModelParameter("option-\($0)", "charge on naked short options, of spot", in: 0...1),
      ]
    }
}

/// Parameters that several of Derive's managers share.
enum DeriveParameters {
  static let scenarios = [
    ModelParameter("inner-range", "largest price move with three volatilities", in: 0...0.99),
    ModelParameter("edge-range", "price move with rising volatility only; 0 is none", in: 0...0.99),
    ModelParameter("vol-range-up", "rise of a 30-day volatility, fraction", in: 0...10),
    ModelParameter("vol-range-down", "fall of a 30-day volatility, fraction", in: 0...10),
    ModelParameter("short-term-vega-power", "exponent of 30/days below 30 days", in: 0...1),
    ModelParameter("long-term-vega-power", "exponent of 30/days from 30 days on", in: 0...1),
    ModelParameter("floor-days", "shorter times count as so many days", in: 0.01...30),
  ]

  static let basis = [
    ModelParameter("basis-up", "rise of one forward alone, factor", in: 1...10),
    ModelParameter("basis-down", "fall of one forward alone, factor", in: 0...1),
    ModelParameter("basis-added", "share of its loss that counts", in: 0...10),
    ModelParameter("basis-multiple", "added to that share per year", in: 0...10),
  ]
}
