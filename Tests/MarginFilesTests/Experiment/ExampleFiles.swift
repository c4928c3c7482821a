import TestSupport

@testable import MarginFiles

/// Files and parts of files that several tests use.
enum Example {
  /// The example of the interface contract, as it stands there.
  static let contract = contractExample

  /// Every key given, each with a value that is not its default.
  static let full = """
    schema: 1
    name: every-key
    question: "Is every key read: and kept?"
    market:
      from: 2020-01-02
      to: 2020-03-31
      underlyings:
        SPX:
          kind: high-cap-index
          prices: {file: a.csv, time: day, open: o, high: h, low: l, close: c, allow-non-positive: true}
          volatility: {file: vix.csv, time: d, close: v, scale: 0.01, max-age: 5d}
          rate: 150bp
          yield: 0.02
          trading-days: 250
        BTC:
          prices: {file: b.csv}
          volatility: 0.6
          trading-days: 365
    portfolio:
      currency: USD
      cash: 250.50 USD
      interest: 0.01
      strategies:
        - {strategy: long-straddle, underlying: SPX, tenor: 4w, delta: 0.5, contracts: 2.5, roll: 36h, multiplier: 50, strike-step: 5}
      positions:
        - {option: put, underlying: BTC, strike: 7_000, expiry: 2020-06-26T08:00:00Z, quantity: -10, multiplier: 1}
        - {spot: SPX, quantity: 100}
        - {future: BTC, expiry: 2020-06-26, quantity: -3, multiplier: 5}
    margin:
      models: [tims, span]
      shadow: [tims]
      parameters: {span: {price-scan-range: 0.1, look-ahead-days: 2}}
    hedging: {policy: schedule, every: 8h, vehicle: future, tenor: 90d, multiplier: 5, lot: 1}
    costs:
      fee: 0.0001
      half-spread: 2.5bp
      impact: {square-root: 0.5, adv: 1e6}
      options: {fee: 0.65 USD, half-spread: 0.04 USD}
      liquidation: {fee: 1.30 USD, half-spread: 0.10 USD}
    settlement:
      frequency: step
      order: hedge-then-margin
      grace: 2 steps
      cure: {top-up: 500_000 USD}
      liquidation: {rule: full, target: initial}
    checks: [coverage(span) >= 0.99, "breaches(tims) < 1"]

    """

  /// A short valid experiment, with one part replaced.
  static func experiment(_ old: String = "", _ new: String = "") -> String {
    let text = """
      schema: 1
      name: small
      question: Does it work?
      market:
        underlyings:
          SPX: {prices: {file: spx.csv}, volatility: 0.2, rate: 0.05}
      portfolio:
        currency: USD
        cash: 1_000 USD
        positions:
          - {spot: SPX, quantity: 1}
      margin: {models: [tims]}

      """
    return old.isEmpty ? text : text.replacing(old, with: new)
  }

  /// The problems of an experiment file called `e.yaml`.
  static func problems(of text: String, overrides: [String] = []) -> [Problem] {
    do {
      _ = try parseExperiment(text, named: "e.yaml", overrides: overrides)
      return []
    } catch {
      return error.problems
    }
  }
}
