internal import MarginCore

extension EpochUnit {
  /// The moment that `text` counts in this unit; `nil` when it is no number or outside 1678 to 2261.
  ///
  /// A fraction is read to the microsecond and the rest of it dropped.
  func moment(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    guard let number = EpochNumber(digits: text) ?? EpochNumber(text) else { return nil }
    let microseconds: Int64? =
      switch self {
      case .seconds: number.microseconds(perUnit: 1_000_000)
      case .milliseconds: number.microseconds(perUnit: 1000)
      case .microseconds: number.microseconds(perUnit: 1)
      case .nanoseconds: number.whole / 1000
      }
    return microseconds.flatMap { range.contains($0) ? Timestamp(microseconds: $0) : nil }
  }

  private var range: ClosedRange<Int64> { -9_200_000_000_000_000...9_200_000_000_000_000 }
}

/// A decimal number split at its point.
struct EpochNumber {
  let whole: Int64
  /// The digits after the point as millionths.
  let millionths: Int64

  init?(_ text: UnsafeBufferPointer<UInt8>) {
    let isNegative = text.first == UInt8(ascii: "-")
    let parts = text.dropFirst(isNegative ? 1 : 0)
      .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = digits(parts[0]) else { return nil }
    let fraction = parts.count == 2 ? Array(parts[1]) : []
    guard parts.count == 1 || digits(fraction.prefix(18)) != nil, fraction.allSatisfy(isDigit)
    else { return nil }
    let padded =
      Array(fraction.prefix(6)) + [UInt8](repeating: 0x30, count: max(0, 6 - fraction.count))
    self.whole = isNegative ? -whole : whole
    millionths = (digits(padded) ?? 0) * (isNegative ? -1 : 1)
  }

  /// The number that at most 18 digits are, soon; `nil` for anything else.
  init?(digits text: UnsafeBufferPointer<UInt8>) {
    guard (1...18).contains(text.count) else { return nil }
    var value: Int64 = 0
    for byte in text {
      guard isDigit(byte) else { return nil }
      value = value &* 10 &+ Int64(byte &- 0x30)
    }
    (whole, millionths) = (value, 0)
  }

  /// The number in microseconds when its unit is so many; `nil` when it is out of range.
  func microseconds(perUnit unit: Int64) -> Int64? {
    let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
    let (sum, overflows) = product.addingReportingOverflow(millionths * unit / 1_000_000)
    return overflow || overflows ? nil : sum
  }
}

private func digits(_ text: some Collection<UInt8>) -> Int64? {
  guard (1...19).contains(text.count), text.allSatisfy(isDigit) else { return nil }
  return text.reduce(into: Int64?(0)) { value, digit in
    guard let (ten, isLarge) = value?.multipliedReportingOverflow(by: 10) else { return }
    let (sum, overflows) = ten.addingReportingOverflow(Int64(digit - 0x30))
    value = isLarge || overflows ? nil : sum
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
