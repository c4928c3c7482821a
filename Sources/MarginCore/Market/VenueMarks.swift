/// What a venue quotes of one underlying's contracts at one moment, beyond its spot price.
///
/// Forwards are kept as multiples of the spot price, so that a shock of spot moves them along.
public struct VenueMarks: Sendable, Equatable {
  // One word, so that a market state without marks is copied as fast as if it had no place for them.
  private let storage: Storage

  private final class Storage: Sendable {
    let expiries: [ExpiryMark]
    let volatilities: [OptionContract: Volatility]
    let settlementPrice: Double
    let spotConfidence: Double
    let perpetualConfidence: Double

    init(
      _ expiries: [ExpiryMark], _ volatilities: [OptionContract: Volatility],
      _ settlementPrice: Double, _ spotConfidence: Double, _ perpetualConfidence: Double
    ) {
      (self.expiries, self.volatilities) = (expiries, volatilities)
      (self.settlementPrice, self.spotConfidence) = (settlementPrice, spotConfidence)
      self.perpetualConfidence = perpetualConfidence
    }
  }

  /// Marks of expiries and single options; a price of 1 is a stablecoin at its peg, a confidence of
  /// 1 an oracle in full agreement.
  public init(
    expiries: [ExpiryMark] = [], volatilities: [OptionContract: Volatility] = [:],
    settlementPrice: Double = 1, spotConfidence: Double = 1, perpetualConfidence: Double = 1
  ) {
    storage = Storage(expiries, volatilities, settlementPrice, spotConfidence, perpetualConfidence)
  }

  /// What is quoted of each expiry.
  public var expiries: [ExpiryMark] { storage.expiries }

  /// Dollars for one unit of the currency that accounts are settled in.
  public var settlementPrice: Double { storage.settlementPrice }

  /// The venue's confidence in the spot price, 0 to 1.
  public var spotConfidence: Double { storage.spotConfidence }

  /// The venue's confidence in the perpetual's price, 0 to 1.
  public var perpetualConfidence: Double { storage.perpetualConfidence }

  /// The quoted volatility of one option, if there is one.
  public func volatility(of option: OptionContract) -> Volatility? { storage.volatilities[option] }

  /// The same marks with every quoted volatility times `factor`.
  func moved(volatility factor: Double) -> VenueMarks {
    VenueMarks(
      expiries: expiries, volatilities: storage.volatilities.mapValues { $0 * factor },
      settlementPrice: settlementPrice, spotConfidence: spotConfidence,
      perpetualConfidence: perpetualConfidence)
  }

  /// What is quoted of one expiry, if anything.
  public func mark(of expiry: Timestamp) -> ExpiryMark? {
    storage.expiries.first { $0.expiry == expiry }
  }

  /// Equal where everything quoted is equal.
  public static func == (a: VenueMarks, b: VenueMarks) -> Bool {
    a.expiries == b.expiries && a.storage.volatilities == b.storage.volatilities
      && a.settlementPrice == b.settlementPrice && a.spotConfidence == b.spotConfidence
      && a.perpetualConfidence == b.perpetualConfidence
  }
}

/// What a venue quotes of one expiry.
public struct ExpiryMark: Sendable, Equatable {
  /// The moment of expiry.
  public let expiry: Timestamp
  /// Forward price over spot price, above 0; `nil` where the rates of the market give it.
  public let forwardRatio: Double?
  /// The part of the forward that settlement averaging has fixed already, in price units.
  public let fixedForward: Double?
  /// Interest rate to that moment; `nil` where the underlying's holds.
  public let rate: Rate?
  /// The lowest of the venue's confidences in forward, rate and volatilities, 0 to 1.
  public let confidence: Double

  /// Marks of one expiry.
  public init(
    _ expiry: Timestamp, forwardRatio: Double? = nil, fixedForward: Double? = nil,
    rate: Rate? = nil, confidence: Double = 1
  ) {
    (self.expiry, self.forwardRatio, self.fixedForward) = (expiry, forwardRatio, fixedForward)
    (self.rate, self.confidence) = (rate, confidence)
  }
}
