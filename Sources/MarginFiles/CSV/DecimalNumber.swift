/// Reads `[+-]digits[.digits][e[+-]digits]`, and nothing else, as the nearest double.
///
/// Numbers of at most 2^53 and a power of ten within ±22 are one exact division or multiplication
/// (Clinger, "How to Read Floating Point Numbers Accurately", 1990); the rest goes to the standard
/// library, which rounds correctly and knows no locale. Too large a number is an infinity, too small
/// a one is zero, as for C's `strtod`.
func decimalNumber(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
  if let value = shortDecimal(text) { return value }
  var scanner = DecimalScanner(text)
  guard scanner.scan() else { return nil }
  return scanner.exactValue ?? Double(String(decoding: text, as: UTF8.self))
}

private struct DecimalScanner {
  private let text: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var isNegative = false
  private var mantissa: UInt64 = 0
  private var digits = 0
  private var exponent = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  /// Whether the whole text has the form of a number.
  mutating func scan() -> Bool {
    isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard takeDigits() > 0 else { return false }
    if take(".") {
      let fraction = takeDigits()
      guard fraction > 0 else { return false }
      exponent -= fraction
    }
    if take("e") || take("E"), !takeExponent() { return false }
    return position == text.count
  }

  /// The value, if one correctly rounded operation on exact doubles gives it.
  var exactValue: Double? {
    guard digits <= 19, mantissa <= 1 << 53, -22...22 ~= exponent else { return nil }
    let magnitude = Double(mantissa)
    let value =
      exponent < 0 ? magnitude / powersOfTen[-exponent] : magnitude * powersOfTen[exponent]
    return isNegative ? -value : value
  }

  /// Takes digits into the mantissa; beyond 19 of them it is not used.
  private mutating func takeDigits() -> Int {
    let start = position
    while position < text.count, case let digit = text[position] &- 0x30, digit <= 9 {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      if mantissa != 0 { digits &+= 1 }
      position &+= 1
    }
    return position - start
  }

  private mutating func takeExponent() -> Bool {
    let isDown = take("-")
    if !isDown { _ = take("+") }
    let start = position
    var power = 0
    while position < text.count, case let digit = text[position] &- 0x30, digit <= 9 {
      power = min(power * 10 + Int(digit), 1_000_000)
      position &+= 1
    }
    exponent += isDown ? -power : power
    return position > start
  }

  private mutating func take(_ letter: Unicode.Scalar) -> Bool {
    guard position < text.count, text[position] == UInt8(ascii: letter) else { return false }
    position &+= 1
    return true
  }
}

/// 10^0 to 10^22, every one of them exact.
let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]
