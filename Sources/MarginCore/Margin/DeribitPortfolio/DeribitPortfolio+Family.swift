extension DeribitPortfolio {
  /// The family of Deribit portfolio margin.
  public static let family = ModelFamily(
    name: "deribit-portfolio",
    summary: "Worst loss over a risk matrix and an extended table, with delta and roll shocks.",
    parameters: matrix + currencies + shocks + factors,
    make: { DeribitPortfolio(id: $0, $1) })

  private static let matrix = [
    ModelParameter("price-range", "largest price move of the matrix, fraction", in: 0.001...0.9),
    ModelParameter("vol-range-up", "rise of a 30-day volatility, fraction", in: 0...10),
    ModelParameter("vol-range-down", "fall of a 30-day volatility, fraction", in: 0...1),
    ModelParameter("short-term-vega-power", "exponent of 30/days below 30 days", in: 0...1),
    ModelParameter("long-term-vega-power", "exponent of 30/days from 30 days on", in: 0...1),
    ModelParameter("min-vol-for-shock-up", "least volatility after a rise, per year", in: 0...5),
    ModelParameter("extended-table-factor", "weight of the extended table; 0 is none", in: 0...10),
  ]

  private static let currencies = [
    ModelParameter("extended-dampener", "taken off far losses in coin, USD", in: 0...1e9),
    ModelParameter("usd-extended-dampener", "taken off far losses in dollars, USD", in: 0...1e9),
    ModelParameter("pnl-offset", "share of coin gains that offset losses", in: 0...1),
    ModelParameter("usd-pnl-offset", "share of dollar gains that offset losses", in: 0...1),
    ModelParameter("max-offsetable-pnl", "largest gain that offsets, USD", in: 0...1e12),
    ModelParameter("correlation-set", "1 if all underlyings move together, else 0", in: 0...1),
  ]

  private static let shocks = [
    ModelParameter("min-annualised-move", "least roll shock of coin deltas, fraction", in: 0...1),
    ModelParameter("annualised-move-risk", "roll shock of coin deltas per year", in: 0...2),
    ModelParameter("usd-min-annualised-move", "least roll shock, dollar deltas", in: 0...1),
    ModelParameter("usd-annualised-move-risk", "roll shock of dollar deltas per year", in: 0...2),
    ModelParameter("max-delta-shock", "largest delta shock, fraction of delta", in: 0...1),
    ModelParameter("delta-shock-threshold", "delta free of the shock, USD", in: 0...1e12),
    ModelParameter("delta-shock-slope", "delta shock per coin above the threshold", in: 0...1),
    ModelParameter("short-option-contingency", "per net short option, of a unit", in: 0...1),
    ModelParameter("futures-contingency", "on offsetting futures, fraction of coins", in: 0...1),
  ]

  private static let factors = [
    ModelParameter("maintenance-factor", "maintenance margin over risk", in: 0.1...10),
    ModelParameter("initial-factor", "initial margin over risk", in: 0.1...10),
    ModelParameter("mmp-margin", "margin of market maker protection, USD", in: 0...1e12),
    ModelParameter("open-orders-margin", "margin of open orders, USD", in: 0...1e12),
    ModelParameter("spot-margin", "margin of spot orders, USD", in: 0...1e12),
  ]
}
