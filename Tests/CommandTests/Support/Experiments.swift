/// The example of the interface contract, as it stands there.
let contractExample = """
  schema: 1
  name: black-monday-1987
  question: What would each margin system have asked of a short strangle through October 1987?
  market:
    from: 1987-08-03
    to: 1987-12-31
    underlyings:
      SPX:
        prices: {file: ../datasets/sp500-daily.csv, time: date, open: open, high: high, low: low, close: close}
        volatility: {model: realised, window: 21d, floor: 0.10}      # or a file, a constant, an index, a surface
        rate: 0.07
  portfolio:
    currency: USD
    cash: 1_000_000 USD
    strategies:
      - {strategy: short-strangle, underlying: SPX, tenor: 30d, delta: 0.25, contracts: 20, roll: 5d}
  margin:
    models: [reg-t, tims, span]        # each governs an account of its own over the same path
    shadow: [historical-var]           # computed on the governed book, acts on nothing
  hedging: {policy: delta-band, width: 0.05}
  costs: {fee: 1bp, half-spread: 2bp, impact: {square-root: 0.5, adv: 200_000}}
  settlement: {frequency: step, grace: 1d, liquidation: {rule: partial, target: initial}}
  checks:
    - coverage(span) >= 0.99           # a failed check makes exit code 1

  """

/// An experiment of ten days that runs at once, on `prices.csv` beside it.
let smallExperiment = """
  schema: 1
  name: small
  question: Does it work?
  market:
    underlyings:
      SPX: {prices: {file: prices.csv}, volatility: 0.2, rate: 0.05}
  portfolio:
    currency: USD
    cash: 100_000 USD
    strategies:
      - {strategy: short-strangle, underlying: SPX, tenor: 30d, delta: 0.25, contracts: 1}
  margin: {models: [tims]}

  """

/// Ten days of prices.
let tenPrices =
  "date,close\n"
  + (0..<10).map { "2024-01-\($0 + 10),\(100 + $0 % 3)\n" }.joined()

extension Sandbox {
  /// A folder with the small experiment, one part of it replaced, and its prices.
  convenience init(replacing old: String, with new: String, prices: String = tenPrices) throws {
    try self.init()
    try write(smallExperiment.replacing(old, with: new), to: "small.yaml")
    try write(prices, to: "prices.csv")
  }

  /// A folder with the small experiment and its prices.
  static func small() throws -> Sandbox { try Sandbox(replacing: "\u{0}", with: "") }
}
