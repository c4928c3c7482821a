/// The zone of times that do not carry one.
public enum TimeZoneRule: Sendable, Equatable {
  /// Seconds ahead of UTC, the same throughout the year.
  case fixed(seconds: Int)
  /// A zone of the IANA database, such as `America/New_York`.
  case region(RegionZone)

  /// Reads `UTC`, `UTC+3`, `UTC-05:30`, `+03:00` or an IANA name; `nil` for anything else.
  public init?(_ text: String) {
    if let seconds = offset(text) {
      self = .fixed(seconds: seconds)
    } else if let region = RegionZone(named: text) {
      self = .region(region)
    } else {
      return nil
    }
  }
}

/// Seconds ahead of UTC that `UTC`, `Z`, `UTC+3`, `+03:00` or `UTC-0530` stand for.
private func offset(_ text: String) -> Int? {
  if ["UTC", "GMT", "Z"].contains(text) { return 0 }
  let rest = text.hasPrefix("UTC") || text.hasPrefix("GMT") ? text.dropFirst(3) : text[...]
  guard let sign = rest.first, sign == "+" || sign == "-" else { return nil }
  let parts = rest.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
  guard let minutes = parts.count == 1 ? joined(parts[0]) : separate(parts) else { return nil }
  return (sign == "-" ? -60 : 60) * minutes
}

/// `3`, `03` or `0330` as minutes.
private func joined(_ digits: Substring) -> Int? {
  switch digits.count {
  case 1, 2: separate([digits, "00"])
  case 4: separate([digits.prefix(2), digits.suffix(2)])
  default: nil
  }
}

private func separate(_ parts: [Substring]) -> Int? {
  let areDigits = parts.allSatisfy { part in
    (1...2).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
  guard areDigits, parts.count == 2, let hours = Int(parts[0]), let minutes = Int(parts[1]),
    hours <= 14, minutes < 60
  else { return nil }
  return hours * 60 + minutes
}
