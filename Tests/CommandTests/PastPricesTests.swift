import Foundation
import Testing

/// Models that look back, on a portfolio file that names past prices.
@Suite struct PastPricesTests {
  private static let portfolio = """
    schema: 1
    market:
      time: 1987-10-16
      underlyings:
        SPX: {spot: 282.70, volatility: 0.25, rate: 0.07, prices: {file: ../datasets/sp500-daily.csv}}
    portfolio:
      currency: USD
      cash: 1_000_000 USD
      positions:
        - {option: put, underlying: SPX, strike: 265, expiry: 1987-11-16, quantity: -20}

    """

  @Test func everyModelThatLooksBackAnswers() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Self.portfolio, to: "p.yaml")
    for id in ["historical-var-25y", "filtered-historical-garch", "parametric-t", "monte-carlo-t"] {
      let outcome = try sandbox.run("margin", "p.yaml", "--model", id)
      #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      #expect(outcome.output.contains("    expected_shortfall "))
    }
  }

  @Test func whatIsMissingIsNamed() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      Self.portfolio.replacing("../datasets/sp500-daily.csv", with: "none.csv"), to: "p.yaml")
    #expect(try sandbox.run("margin", "p.yaml", "--model", "historical-var").code == 66)
    try sandbox.write(
      Self.portfolio.replacing(", prices: {file: ../datasets/sp500-daily.csv}", with: ""),
      to: "p.yaml")
    let none = try sandbox.run("margin", "p.yaml", "--model", "historical-var")
    #expect(
      none.code == 65 && none.errors.contains("historical-var needs 500 past steps and has 0"))
    #expect(none.errors.contains("hint: give  prices: {file: …}"))
    try sandbox.write(
      Self.portfolio.replacing("portfolio:\n", with: "    Y: {spot: 1}\nportfolio:\n"), to: "p.yaml"
    )
    let partial = try sandbox.run("margin", "p.yaml", "--model", "historical-var")
    #expect(partial.code == 65 && partial.errors.contains("Y has no `prices`, and SPX has"))
  }
}
