internal import MarginCore

/// A declared layout of dates and times, such as `yyyy-MM-dd HH:mm`, `MM/dd/yyyy` or `yyyy-MM-dd hh-a`.
///
/// `yyyy` year · `MM` or `M` month · `MMM` its English name, `Jan` · `dd` or `d` day · `HH` or `H` hour 0
/// to 23 · `hh` or `h` hour 1 to 12 with `a`, AM or PM · `mm` minute · `ss` second · `S` to `SSSSSS`
/// fraction · `XXX` zone, `Z` or `+03:00`. One letter takes one or two digits. Letters between
/// apostrophes and all other signs stand for themselves. A year of two digits is refused.
public struct TimePattern: Sendable, Equatable {
  /// The pattern as written.
  public let text: String
  let parts: [Part]

  enum Part: Sendable, Equatable {
    case literal(UInt8)
    case number(Quantity, digits: ClosedRange<Int>)
    case monthName
    case halfDay
    case zone
  }

  enum Quantity: Sendable, Equatable {
    case year, month, day, hour, clockHour, minute, second, fraction
  }

  /// Reads a pattern; `nil` when it names no year, month and day, or says something twice.
  public init?(_ text: String) {
    guard let parts = patternParts(of: text), isComplete(parts) else { return nil }
    (self.text, self.parts) = (text, parts)
  }

  /// Whether times of the pattern have a time of day.
  var hasClock: Bool { parts.contains { $0.quantity == .hour || $0.quantity == .clockHour } }
}

extension TimePattern.Part {
  var quantity: TimePattern.Quantity? {
    if case .number(let quantity, _) = self { quantity } else { nil }
  }
}

private func patternParts(of text: String) -> [TimePattern.Part]? {
  var parts: [TimePattern.Part] = []
  var rest = Array(text.utf8)[...]
  while let first = rest.first {
    if first == UInt8(ascii: "'") {
      guard let quoted = takeQuoted(&rest) else { return nil }
      parts += quoted
    } else {
      let run = rest.prefix { $0 == first }
      guard let part = part(of: first, count: run.count) else { return nil }
      parts += isLetter(first) ? [part] : run.map { .literal($0) }
      rest = rest.dropFirst(run.count)
    }
  }
  return parts
}

private func takeQuoted(_ rest: inout ArraySlice<UInt8>) -> [TimePattern.Part]? {
  let inner = rest.dropFirst().prefix { $0 != UInt8(ascii: "'") }
  guard inner.endIndex < rest.endIndex else { return nil }
  rest = rest[(inner.endIndex + 1)...]
  return inner.map { .literal($0) }
}

private func part(of letter: UInt8, count: Int) -> TimePattern.Part? {
  switch (Unicode.Scalar(letter), count) {
  case ("y", 4): .number(.year, digits: 4...4)
  case ("M", 3): .monthName
  case ("M", 1...2): .number(.month, digits: digits(count))
  case ("d", 1...2): .number(.day, digits: digits(count))
  case ("H", 1...2): .number(.hour, digits: digits(count))
  case ("h", 1...2): .number(.clockHour, digits: digits(count))
  case ("m", 1...2): .number(.minute, digits: digits(count))
  case ("s", 1...2): .number(.second, digits: digits(count))
  case ("S", 1...6): .number(.fraction, digits: count...count)
  case ("a", 1): .halfDay
  case ("X", 3): .zone
  default: isLetter(letter) ? nil : .literal(letter)
  }
}

private func digits(_ letters: Int) -> ClosedRange<Int> { letters == 1 ? 1...2 : 2...2 }

private func isLetter(_ byte: UInt8) -> Bool {
  (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}

/// A pattern names one day, and a time of day to the unit it stops at.
private func isComplete(_ parts: [TimePattern.Part]) -> Bool {
  let quantities = parts.compactMap(\.quantity)
  let months = quantities.count { $0 == .month } + parts.count { $0 == .monthName }
  let halves = parts.count { $0 == .halfDay }
  let hours = quantities.count { $0 == .hour }
  let clockHours = quantities.count { $0 == .clockHour }
  let isTwice = quantities.indices.contains { quantities[..<$0].contains(quantities[$0]) }
  let hasHour = hours + clockHours == 1
  let isFine = quantities.contains(.minute) || !quantities.contains(.second)
  return !isTwice && months == 1 && quantities.contains(.year) && quantities.contains(.day)
    && halves == clockHours && hours + clockHours <= 1 && isFine
    && (hasHour || !quantities.contains(.minute)) && parts.count { $0 == .zone } <= 1
    && (quantities.contains(.second) || !quantities.contains(.fraction))
}
