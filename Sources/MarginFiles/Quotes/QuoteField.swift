public import MarginCore

/// A column that a file of option quotes may have.
enum QuoteField: String, CaseIterable {
  case instrument, expiry, strike, right
  case bid, ask, mark, underlying
  case bidVolatility = "bid-iv"
  case askVolatility = "ask-iv"
  case markVolatility = "mark-iv"
  case callBid = "call-bid"
  case callAsk = "call-ask"
  case putBid = "put-bid"
  case putAsk = "put-ask"

  /// The key that maps it.
  var key: Field { Field(rawValue, .scalar(TextShape()), .optional, "column of \(meaning)") }

  /// Column names that it usually has, in small letters.
  var usual: [String] {
    switch self {
    case .instrument: ["instrument", "instrument_name", "symbol"]
    case .expiry: ["expiry", "expiration", "expiration_date", "exdate"]
    case .strike: ["strike", "strike_price"]
    case .right: ["right", "type", "option_type", "cp_flag"]
    case .bid: ["bid", "bid_price", "best_bid_price", "best_bid"]
    case .ask: ["ask", "ask_price", "best_ask_price", "best_offer"]
    case .mark: ["mark", "mark_price"]
    case .underlying: ["underlying_price", "spot", "spot_price", "underlying_last", "underlying"]
    case .bidVolatility: ["bid_iv"]
    case .askVolatility: ["ask_iv"]
    case .markVolatility: ["mark_iv", "iv", "implied_volatility"]
    case .callBid, .callAsk, .putBid, .putAsk: []
    }
  }

  private var meaning: String {
    switch self {
    case .instrument: "the name of the contract, such as BTC-25DEC20-20000-C"
    case .expiry: "the expiry, unless the name tells it"
    case .strike: "the strike, unless the name tells it"
    case .right: "C or P, call or put, unless the name tells it"
    case .bid: "the bid"
    case .ask: "the ask"
    case .mark: "the venue's own price"
    case .underlying: "the underlying's price"
    case .bidVolatility: "the implied volatility of the bid"
    case .askVolatility: "the implied volatility of the ask"
    case .markVolatility: "the implied volatility of the mark"
    case .callBid: "the call's bid, where call and put share a row"
    case .callAsk: "the call's ask, where call and put share a row"
    case .putBid: "the put's bid, where call and put share a row"
    case .putAsk: "the put's ask, where call and put share a row"
    }
  }
}

/// What a file of quotes needs to be told besides its columns.
public struct QuoteTerms: Sendable, Equatable {
  /// Layout of the expiry; `nil` for an ISO 8601 date.
  public var expiryFormat: TimePattern?
  /// Time of day of an expiry, in the layout's zone or else UTC; `nil` for midnight.
  public var expiryTime: TimeSpan?
  /// Factor on every implied volatility.
  public var volatilityScale: Double = 1
  /// Whether prices are in units of the underlying; `nil` when that is not declared.
  public var isInverse: Bool?

  /// ISO 8601 expiries, volatilities as fractions, settlement as the names of contracts tell it.
  public init() {}
}

extension QuoteTerms {
  /// The keys of these terms.
  static let fields = [
    Field(
      "expiry-format", .scalar(TimePatternShape()), .optional,
      "layout of expiries that are not ISO 8601"),
    Field("expiry-time", .scalar(TimeOfDayShape()), .optional, "time of day of an expiry"),
    Field(
      "scale-iv", .scalar(NumberShape(.positive)), .optional,
      "factor on implied volatilities; 0.01 turns per cent into fractions"),
    Field(
      "settlement", .scalar(ChoiceShape("linear", "inverse")), .optional,
      "inverse where prices are in coin"),
  ]

  init(_ settings: Record) {
    expiryFormat = settings["expiry-format"]?.text.flatMap { TimePattern($0) }
    expiryTime = settings["expiry-time"]?.text.flatMap(timeOfDaySpan)
    volatilityScale = settings["scale-iv"]?.number ?? 1
    isInverse = settings["settlement"]?.text.map { $0 == "inverse" }
  }
}
