extension OKXPortfolio {
  /// The family of OKX portfolio margin.
  public static let family = ModelFamily(
    name: "okx-portfolio",
    summary:
      "Nine charges per underlying: price and volatility grid, theta, vega, basis, rates and more.",
    parameters: grid + charges,
    tables: [
      TierTable.table(
        "minimum-tiers",
        "one tier of MR7: the part of closing costs above a border counts so often",
        rate: ModelTable.Column(
          "multiple", "how often the part counts", .number(0...1000), isRequired: true)),
      TierTable.table(
        "depeg-tiers", "one tier of MR9: the part of the offset between settlements above a border",
        rate: ModelTable.Column(
          "rate", "charge, fraction of the part", .number(0...1), isRequired: true)),
    ],
    make: { OKXPortfolio(id: $0, $1) })

  private static let grid = [
    ModelParameter("price-move-1", "smallest price move of MR1, fraction", in: 0...0.99),
    ModelParameter("price-move-2", "middle price move of MR1, fraction", in: 0...0.99),
    ModelParameter("price-move-3", "largest price move of MR1, fraction", in: 0...0.99),
    ModelParameter("vol-range-up", "rise of a 30-day volatility, fraction", in: 0...10),
    ModelParameter("vol-range-down", "fall of a 30-day volatility, fraction", in: 0...1),
    ModelParameter("short-term-vega-power", "exponent of 30/days up to 30 days", in: 0...1),
    ModelParameter("long-term-vega-power", "exponent of 30/days beyond", in: 0...1),
    ModelParameter("min-vol-for-shock-up", "least volatility after a rise, per year", in: 0...5),
    ModelParameter("decay-days", "days that pass in MR2", in: 0...30),
    ModelParameter("extreme-move", "price move of MR6, fraction", in: 0...0.99),
    ModelParameter("extreme-cover", "share of the loss in MR6 that counts", in: 0...1),
  ]

  private static let charges = [
    ModelParameter("vega-term-rate", "MR3, share of vega that expiries offset", in: 0...2),
    ModelParameter("annualised-move-risk", "MR4, move of forwards per year", in: 0...2),
    ModelParameter("interest-rate-move", "MR5, move of interest rates per year", in: 0...1),
    ModelParameter("futures-closing-cost", "MR7, fraction of futures' notional", in: 0...1),
    ModelParameter("option-closing-cost", "MR7, fraction of spot per option sold", in: 0...1),
    ModelParameter("borrowing-rate", "MR8, fraction of the value of coins owed", in: 0...1),
    ModelParameter(
      "merged-settlements", "1 if settlements share a unit of risk, else 0", in: 0...1),
    ModelParameter("initial-multiple", "initial over maintenance margin", in: 1...10),
  ]
}
