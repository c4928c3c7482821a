/// A number as every output writes it: the shortest decimal text that reads back as the same double.
///
/// Whole numbers below 2^53 are written without a fraction (`100`), zero is never negative, and
/// magnitudes below 0.0001 or from 2^53 on may carry an exponent (`5e-05`, `1e+16`), which every
/// reader of CSV and JSON understands. A number that is not finite has no text.
public func numberText(_ value: Double) -> String {
  var bytes: [UInt8] = []
  appendNumber(value, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

/// Appends what ``numberText(_:)`` returns.
func appendNumber(_ value: Double, to bytes: inout [UInt8]) {
  guard value.isFinite else { return }
  var text = wholeNumber(value)?.description ?? value.description
  text.withUTF8 { digits in
    let isWhole = digits.suffix(2).elementsEqual(".0".utf8)
    bytes.append(contentsOf: digits.dropLast(isWhole ? 2 : 0))
  }
}

/// The value as an integer, when it is one and below 2^53 in magnitude.
private func wholeNumber(_ value: Double) -> Int64? {
  guard abs(value) < 0x1p53 else { return nil }
  let whole = Int64(value)
  return Double(whole) == value ? whole : nil
}
