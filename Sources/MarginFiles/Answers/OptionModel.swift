/// The option models that a table may name.
enum OptionModel: String, CaseIterable {
  /// Black-Scholes-Merton on a spot price.
  case bsm
  /// Black on a forward price.
  case black76
  /// Bachelier on a forward price of any sign.
  case bachelier
}
