extension BybitPortfolio {
  /// The family of Bybit portfolio margin.
  public static let family = ModelFamily(
    name: "bybit-portfolio",
    summary:
      "Worst loss of prices by volatilities, and contingencies for what nets in it (partial).",
    parameters: [
      ModelParameter("price-range", "largest price move of the grid, fraction", in: 0...0.99),
      ModelParameter("vol-range-up", "rise of a 30-day volatility, fraction", in: 0...10),
      ModelParameter("vol-range-down", "fall of a 30-day volatility, fraction", in: 0...1),
      ModelParameter("short-term-vega-power", "exponent of 30/days up to 30 days", in: 0...1),
      ModelParameter("long-term-vega-power", "exponent of 30/days beyond", in: 0...1),
      ModelParameter("short-option-rate", "per net option sold, fraction of spot", in: 0...1),
      ModelParameter("vega-spread-rate", "per offset option and day apart, of spot", in: 0...1),
      ModelParameter(
        "settlement-spread-rate", "on offsets across settlements, fraction", in: 0...1),
      ModelParameter("delta-spread-rate", "per offset coin and year apart, of spot", in: 0...10),
      ModelParameter("futures-rate", "on gross futures and perpetuals, fraction", in: 0...1),
      ModelParameter("initial-multiple", "initial over maintenance margin", in: 1...10),
    ],
    make: { BybitPortfolio(id: $0, $1) })
}
