import Foundation
import Testing

/// No input, however broken, ends the program by a trap or gives a number silently.
@Suite struct HostileInputTests {
  @Test(arguments: [
    "", "date,close\n", "date,close\n2024-01-10,1e308\n", "date,close\n2024-01-10,-1e308\n",
    "date,close,close\n2024-01-10,1,1\n", "date,close\n2024-01-10\n", "\u{0}\u{1}",
    "date,close\n99999999999999999999,1\n", "date,close\n\"2024-01-10,1\n",
    "date,close\n2024-01-10,0\n", "date,close\n2024-01-10,1\n2024-01-10,1\n",
  ])
  func brokenPricesAreRefused(prices: String) throws {
    try expectRefusal(try Sandbox(replacing: "\u{0}", with: "", prices: prices))
  }

  @Test(arguments: [
    "date,close\n2024-01-10,100\n", "date,close\n9999-12-30,100\n9999-12-31,101\n",
    "date,close\n0001-01-01,100\n9999-12-31,101\n", "\u{FEFF}date,close\r\n2024-01-10,100\r\n",
    "date,close\n2024-01-10,1\n2024-01-11,9\n", "date,close\n2024-01-10,1e-12\n",
  ])
  func oddPricesAreUsed(prices: String) throws {
    let outcome = try Sandbox(replacing: "\u{0}", with: "", prices: prices).run("run", "small.yaml")
    #expect(outcome.exited && outcome.code == 0, "\(outcome.errors)")
  }

  @Test(arguments: [
    ("tenor: 30d", "tenor: 0d"), ("tenor: 30d", "tenor: 30d, roll: 30d"),
    ("tenor: 30d", "tenor: 99999999999999999999d"), ("contracts: 1", "contracts: 1e15"),
    ("contracts: 1", "contracts: 1, multiplier: 0"),
    ("contracts: 1", "contracts: 1, strike-step: 0"),
    ("delta: 0.25", "delta: 0"), ("volatility: 0.2", "volatility: 0"),
    ("volatility: 0.2", "volatility: {model: realised, window: 1d}"),
    ("volatility: 0.2", "volatility: {model: realised, window: 100000d}"),
    ("volatility: 0.2", "volatility: {model: realised, window: 10d}"),
    ("[tims]", "[historical-var]"), ("[tims]}", "[tims], shadow: [historical-var]}"),
    ("[tims]}", "[tims]}\ncosts: {impact: {square-root: 1, adv: 0}}"),
    ("[tims]}", "[tims]}\nhedging: {policy: delta-band, width: 0, lot: -1}"),
    ("[tims]}", "[tims]}\nsettlement: {grace: 1e300 steps}"),
    ("schema: 1", "- 1"), (smallExperiment, ""), (smallExperiment, "- 1\n- 2\n"),
    (smallExperiment, "~\n"), (smallExperiment, String(repeating: "[", count: 5000)),
    (smallExperiment, "a: &a [*a]\n"), (smallExperiment, "? [a, b]\n: c\n"),
  ])
  func brokenExperimentsAreRefused(old: String, new: String) throws {
    try expectRefusal(try Sandbox(replacing: old, with: new))
  }

  /// Futures of 1e-300 units would be needed in numbers beyond what a `Double` holds.
  @Test func anOverflowIsRefused() throws {
    let outcome = try expectRefusal(
      try Sandbox(
        replacing: "margin:",
        with: "hedging: {policy: delta-band, width: 0, vehicle: future, tenor: 90d, "
          + "multiplier: 1e-300}\nmargin:", prices: tenPrices),
      "--set", "portfolio.strategies.0.contracts=1e12",
      "--set", "portfolio.strategies.0.multiplier=1e12")
    #expect(outcome.errors.contains("[overflow]"))
  }

  @Test func optionsOnANegativePriceAreRefused() throws {
    let sandbox = try Sandbox(
      replacing: "prices.csv}", with: "prices.csv, allow-non-positive: true}",
      prices: "date,close\n2024-01-10,1\n2024-01-11,-37.63\n")
    let outcome = try expectRefusal(sandbox)
    #expect(outcome.errors.contains("-37.63") && outcome.errors.contains("[unusable-price]"))
  }

  @discardableResult
  private func expectRefusal(_ sandbox: Sandbox, _ arguments: String...) throws -> Outcome {
    let before = try sandbox.contents()
    let outcome = try Program(["run", "small.yaml"] + arguments, in: sandbox.work.path).run()
    #expect(outcome.exited && outcome.code == 65, "\(outcome.code) \(outcome.errors)")
    #expect(outcome.errors.contains(": error: ") && outcome.errors.contains("\n  hint: "))
    #expect(try outcome.output.isEmpty && sandbox.contents() == before)
    return outcome
  }
}
