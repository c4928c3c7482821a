public import MarginCore

extension Greeks {
  /// Those that books carry; the others are 0.
  public var carried: Greeks {
    var carried = self
    (carried.zomma, carried.color) = (0, 0)
    return carried
  }
}
