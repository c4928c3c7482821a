/// A future without expiry that funding keeps near its underlying's price.
public struct PerpetualContract: Sendable, Hashable {
  /// Index of the underlying.
  public let underlying: Int
  /// Units of the underlying in one contract; of the quoting currency if inverse.
  public let multiplier: Double
  /// What gains are paid in.
  public let settlement: Settlement

  /// A perpetual on `multiplier` units of the underlying.
  public init(underlying: Int, multiplier: Double = 1, settlement: Settlement = .linear) {
    (self.underlying, self.multiplier, self.settlement) = (underlying, multiplier, settlement)
  }
}
