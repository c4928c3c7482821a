/// A number as every output writes it: the shortest decimal text that reads back as the same double.
///
/// Whole numbers below 2^53 are written without a fraction (`100`), zero is never negative, and
/// magnitudes below 0.0001 or from 2^53 on may carry an exponent (`5e-05`, `1e+16`), which every
/// reader of CSV and JSON understands. A number that is not finite has no text.
public func numberText(_ value: Double) -> String {
  guard value.isFinite else { return "" }
  if let whole = wholeNumber(value) { return String(whole) }
  let text = value.description
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// The value as an integer, when it is one and below 2^53 in magnitude.
func wholeNumber(_ value: Double) -> Int64? {
  guard abs(value) < 0x1p53 else { return nil }
  let whole = Int64(value)
  return Double(whole) == value ? whole : nil
}
