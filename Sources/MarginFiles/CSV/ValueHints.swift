/// What to do about a text that should have been a number.
func numberHint(for text: String) -> String {
  let bare = text.lowercased().drop { "+-".contains($0) }
  switch true {
  case ["nan", "inf", "infinity", "na", "n/a", "null", "none", ".", "-"].contains(bare),
    bare.isEmpty:
    return "remove the row; a value must be a finite number"
  case bare.hasPrefix("0x"): return "write it in decimal digits"
  case text.hasSuffix("%"): return "write a fraction without the sign: 0.05 for 5 %"
  case isGrouped(bare): return "remove the thousands separators: write 1234.5, not 1,234.5"
  case bare.contains(","): return "use a decimal point: write 12.5, not 12,5"
  case bare.hasPrefix("."): return "write a digit before the point: 0.5, not .5"
  case bare.hasSuffix("."): return "write a digit after the point: 5.0 or 5, not 5."
  default: return "write digits with a decimal point, such as 1234.5"
  }
}

/// What to do about a text that should have been a date or a time.
func timeHint(for text: String) -> String {
  let parts = text.split(whereSeparator: { "/.-".contains($0) })
  let areDigits = parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  switch true {
  case parts.count == 3 && areDigits && text.contains("/"):
    return "write YYYY-MM-DD; this looks like MM/DD/YYYY or DD/MM/YYYY"
  case parts.count == 1 && areDigits && (9...19).contains(text.count):
    return "write YYYY-MM-DD; this looks like an epoch, \(epochUnit(text.count)) since 1970"
  case parts.count == 1 && areDigits && text.count == 8:
    return "write YYYY-MM-DD, with hyphens"
  case text.contains(":"):
    return "write YYYY-MM-DD, or a time with its zone such as 2020-03-12T09:30:00Z"
  default: return "write YYYY-MM-DD, such as 2020-03-12; the day must exist"
  }
}

private func epochUnit(_ digits: Int) -> String {
  digits < 12 ? "seconds" : digits < 15 ? "milliseconds" : "micro- or nanoseconds"
}

/// Whether separators stand where thousands end: `1,234`, `1,234.5`, `1 234`, `1'234`, `1_234`.
private func isGrouped(_ text: Substring) -> Bool {
  let whole = text.prefix { $0 != "." }
  let groups = whole.split(omittingEmptySubsequences: false) { ", '_\u{A0}\u{202F}".contains($0) }
  return groups.count > 1 && (1...3).contains(groups[0].count)
    && groups.dropFirst().allSatisfy { $0.count == 3 }
    && groups.joined().utf8.allSatisfy { (0x30...0x39).contains($0) }
}
