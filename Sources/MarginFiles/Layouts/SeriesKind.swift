/// What a file of dated values holds.
public enum SeriesKind: String, Sendable, CaseIterable {
  /// Closes, and open, high and low where there are columns for them.
  case prices
  /// Open, high, low and close of each step.
  case bars
  /// One price for each step.
  case closes
  /// An index of implied volatility, such as VIX or DVOL.
  case volatilityIndex = "volatility-index"
  /// Bids and asks of options.
  case quotes
  /// Funding of a perpetual, as a fraction of notional.
  case funding
  /// Interest rates, one column or one for each tenor.
  case rates
  /// Units of one currency for one of another.
  case fx
  /// Cash paid on each unit, on its ex-date.
  case dividends
  /// Single trades; several may share a time.
  case trades
  /// Bid and ask of what is traded, which make its half-spread.
  case spreads
}

/// One value that a row of some kind of series holds.
struct SeriesField: Sendable, Equatable {
  /// The key that maps a column to it.
  let name: String
  /// Column names that it usually has, in small letters.
  let usual: [String]
  /// Which values are possible.
  let rule: Rule
  /// What it is, for the schema.
  let meaning: String
  /// Whether a row may lack it.
  var isOptional = false

  enum Rule: Sendable, Equatable {
    /// Above zero, unless the layout allows others.
    case price
    /// Zero and above.
    case amount
    /// Any number.
    case any
  }
}

extension SeriesKind {
  /// The values of a row, those that make up the kind first; quotes have fields of their own.
  var fields: [SeriesField] {
    switch self {
    case .bars: [close] + barFields
    case .closes: [close]
    case .prices, .volatilityIndex, .fx: [close] + barFields.map(\.asOptional)
    case .funding: [field("rate", ["rate", "fundingrate", "funding_rate"], .any, "the rate")]
    case .rates: [field("rate", ["rate", "close", "value", "yield"], .any, "the rate")]
    case .dividends: [field("amount", ["amount", "dividend", "dividends"], .amount, "the amount")]
    case .trades:
      [
        field("price", ["price"], .price, "the price"),
        field("size", ["size", "amount", "qty", "quantity"], .amount, "the size").asOptional,
      ]
    case .spreads:
      [field("bid", ["bid"], .price, "the bid"), field("ask", ["ask"], .price, "the ask")]
    case .quotes: []
    }
  }

  /// Whether the values are levels whose ratio from one row to the next means something.
  var isPriceLike: Bool {
    [.prices, .bars, .closes, .volatilityIndex, .fx, .trades].contains(self)
  }

  /// Whether rows are expected at a steady pace.
  var isRegular: Bool { ![.quotes, .dividends, .trades, .spreads].contains(self) }

  /// Whether several rows may share a time.
  var sharesTimes: Bool { self == .trades || self == .quotes }

  private var close: SeriesField {
    field(
      "close", ["close", "adj close", "price", "value", "last"], .price, "the closing price")
  }

  private var barFields: [SeriesField] {
    [
      field("open", ["open"], .price, "the opening price"),
      field("high", ["high"], .price, "the highest price"),
      field("low", ["low"], .price, "the lowest price"),
    ]
  }
}

private func field(
  _ name: String, _ usual: [String], _ rule: SeriesField.Rule, _ meaning: String
) -> SeriesField {
  SeriesField(name: name, usual: usual, rule: rule, meaning: "column of " + meaning)
}

extension SeriesField {
  fileprivate var asOptional: SeriesField {
    var field = self
    field.isOptional = true
    return field
  }
}
