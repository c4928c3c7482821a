/// A number of at most 16 characters without exponent, such as `-40033.01`, eight characters at a time.
///
/// The value is right for every text it takes: at most 2^53, divided by a power of ten that is exact.
/// `nil` says nothing about the text; ``decimalNumber(_:)`` decides.
@inline(__always)
func shortDecimal(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
  guard var start = UnsafeRawPointer(text.baseAddress) else { return nil }
  var count = text.count
  guard count > 0 else { return nil }
  let isNegative = text[0] == UInt8(ascii: "-")
  if isNegative { (start, count) = (start + 1, count &- 1) }
  guard count > 0, count <= 16 else { return nil }
  let magnitude = count <= 8 ? upToEight(start, count) : upToSixteen(start, count)
  return isNegative ? magnitude.map { -$0 } : magnitude
}

/// The bytes of a short text, the first lowest, moved up so that the last is highest; `0` before them.
@inline(__always)
private func aligned(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
  guard count < 8 else { return start.loadUnaligned(as: UInt64.self) }
  let filler = zeros &>> UInt64(8 &* count)
  guard count < 4 else {
    let first = UInt64(start.loadUnaligned(as: UInt32.self))
    let last = UInt64((start + (count &- 4)).loadUnaligned(as: UInt32.self))
    return last &<< 32 | first &<< UInt64(64 &- 8 &* count) | filler
  }
  let first = UInt64(start.load(as: UInt8.self))
  let middle = UInt64((start + count / 2).load(as: UInt8.self))
  let last = UInt64((start + (count &- 1)).load(as: UInt8.self))
  return last &<< 56 | middle &<< UInt64(56 &- 8 &* (count &- 1 &- count / 2))
    | first &<< UInt64(64 &- 8 &* count) | filler
}

@inline(__always)
private func upToEight(_ start: UnsafeRawPointer, _ count: Int) -> Double? {
  let word = aligned(start, count)
  let point = pointIndex(word)
  guard point < 8 else { return areDigits(word) ? Double(value(word)) : nil }
  let digits = closed(word, over: point, with: 0x30)
  guard areDigits(digits), point > 8 &- count, point < 7 else { return nil }
  return Double(value(digits)) / powersOfTen[7 &- point]
}

@inline(__always)
private func upToSixteen(_ start: UnsafeRawPointer, _ count: Int) -> Double? {
  let last = (start + (count &- 8)).loadUnaligned(as: UInt64.self)
  let first = aligned(start, count &- 8)
  let (late, early) = (pointIndex(last), pointIndex(first))
  let digits: (first: UInt64, last: UInt64)
  var fraction = 0
  if late < 8 {
    guard late < 7 else { return nil }
    digits = (closed(first, over: 7, with: 0x30), closed(last, over: late, with: first &>> 56))
    fraction = 7 &- late
  } else if early < 8 {
    guard early > 16 &- count else { return nil }
    digits = (closed(first, over: early, with: 0x30), last)
    fraction = 15 &- early
  } else {
    digits = (first, last)
  }
  guard areDigits(digits.first), areDigits(digits.last) else { return nil }
  let mantissa = value(digits.first) &* 100_000_000 &+ value(digits.last)
  guard mantissa <= 1 &<< 53 else { return nil }
  return Double(mantissa) / powersOfTen[fraction]
}

private let zeros: UInt64 = 0x3030_3030_3030_3030

/// The index of the first point among the eight bytes; 8 when there is none.
@inline(__always)
private func pointIndex(_ word: UInt64) -> Int {
  let different = word ^ 0x2E2E_2E2E_2E2E_2E2E
  let found = (different &- 0x0101_0101_0101_0101) & ~different & 0x8080_8080_8080_8080
  return found.trailingZeroBitCount / 8
}

/// The bytes without the one at `index`: those before it move up by one, and `filler` comes first.
@inline(__always)
private func closed(_ word: UInt64, over index: Int, with filler: UInt64) -> UInt64 {
  let before = (UInt64(1) &<< UInt64(8 &* index)) &- 1
  let after = ~before & ~(0xFF &<< UInt64(8 &* index))
  return word & after | (word & before) &<< 8 | filler
}

/// Whether all eight bytes are decimal digits.
@inline(__always)
private func areDigits(_ word: UInt64) -> Bool {
  let digits = word ^ zeros
  return ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080 == 0
}

/// The number that eight decimal digits make.
@inline(__always)
private func value(_ word: UInt64) -> UInt64 {
  let digits = word ^ zeros
  let pairs = digits &* 10 &+ digits &>> 8
  let fours = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
  let others = (pairs &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
  return (fours &+ others) &>> 32
}
