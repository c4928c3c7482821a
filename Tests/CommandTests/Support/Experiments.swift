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
