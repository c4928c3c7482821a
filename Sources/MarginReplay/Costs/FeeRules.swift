public import MarginCore

/// What makes the fee on spot and futures more than a fraction of notional.
public struct FeeRules: Sendable, Equatable {
  /// Fee per contract or unit, on top of the fraction of notional.
  public var perContract: Money = 0
  /// The least that one trade costs; 0 for none, so that a rebate is paid in full.
  public var minimum: Money = 0
  /// The share of each trade that rests in the book, and its fee; `nil` when all of it takes.
  public var maker: MakerShare?
  /// Lower rates for those who trade much; they replace ``CostModel/fee`` from their volume on.
  public var tiers = FeeTiers()

  /// A fee that is a fraction of notional alone.
  public init() {}

  /// The rate on notional: that of the tier, else `standard`; shared with the maker's.
  func rate(_ standard: Double, _ volume: Money) -> Double {
    let taker = tiers.rate(at: volume) ?? standard
    guard let maker else { return taker }
    return (1 - maker.share) * taker + maker.share * maker.fee
  }

  func fee(on notional: Money, _ contracts: Double, at rate: Double) -> Money {
    let fee = notional * rate + contracts * perContract
    return minimum > 0 ? max(minimum, fee) : fee
  }
}

/// The share of each trade that rests in the book until it is taken.
public struct MakerShare: Sendable, Equatable {
  /// The share, 0 to 1; the rest takes.
  public var share: Double
  /// Fee on that share as a fraction of notional; a rebate, which the venue pays, is negative.
  public var fee: Double

  /// A share of every trade, and its fee.
  public init(share: Double, fee: Double) {
    (self.share, self.fee) = (share, fee)
  }
}
