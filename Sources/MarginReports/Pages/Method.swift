/// What a reader must know to use the numbers: assumptions of the run, units, signs, trademarks.
enum Method {
  /// The notes of the run, then what holds for every run.
  static func lines(_ input: ReportInput) -> [String] {
    input.notes + units(input.currency) + signs + [trademarks]
  }

  private static func units(_ currency: String) -> [String] {
    [
      "Every amount is in \(currency). Volatilities are annualised standard deviations of log "
        + "returns; times are years of 365 days.",
      "Greeks are in raw units: delta per 1.00 of spot, gamma per 1.00 of spot squared, vega per "
        + "1.00 of volatility, theta per year of calendar time.",
    ]
  }

  private static let signs = [
    "Requirements are at least zero and are measured against equity, that is cash plus the market "
      + "value of every position. Profit and cash received are positive, costs in the attribution "
      + "negative.",
    "Each model governs an account of its own over the same path. A margin call is issued when "
      + "equity is below maintenance margin; margin expansion is the largest later requirement "
      + "divided by the opening one.",
    "Attribution is a second-order Taylor expansion of the book at the start of each step; the "
      + "residual is what full revaluation finds beyond it.",
  ]

  private static let trademarks =
    "SPAN, TIMS and venue names belong to their owners; these are independent implementations."
}
