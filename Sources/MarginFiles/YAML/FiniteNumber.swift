/// The number that `text` stands for: decimal digits, `_` between digits, always finite.
func finiteNumber(_ text: String) -> Double? {
  var digits = Array(text.utf8)
  guard !hasLooseSeparator(digits) else { return nil }
  digits.removeAll { $0 == UInt8(ascii: "_") }
  let number = digits.withUnsafeBufferPointer { decimalNumber($0) }
  return number.flatMap { $0.isFinite ? $0 : nil }
}

/// Whether some `_` does not stand between two digits.
private func hasLooseSeparator(_ text: [UInt8]) -> Bool {
  text.indices.contains { i in
    text[i] == UInt8(ascii: "_")
      && !(i > 0 && i + 1 < text.count && isDigit(text[i - 1]) && isDigit(text[i + 1]))
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// An amount with `_` between groups of three digits.
func amountText(_ x: Double) -> String {
  let text = numberText(x)
  guard !text.contains("e") else { return text }
  let parts = text.split(separator: ".", maxSplits: 1)
  let digits = (parts.first ?? "").drop { $0 == "-" }
  let groups = grouped(String(digits)) + (parts.count > 1 ? ".\(parts[1])" : "")
  return text.hasPrefix("-") ? "-\(groups)" : groups
}

private func grouped(_ digits: String) -> String {
  let count = digits.count
  return digits.enumerated().reduce(into: "") { text, digit in
    if digit.offset > 0, (count - digit.offset).isMultiple(of: 3) { text += "_" }
    text.append(digit.element)
  }
}
