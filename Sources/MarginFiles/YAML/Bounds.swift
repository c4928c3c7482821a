/// The numbers that a value may take.
struct Bounds: Sendable, Equatable {
  let lower: Double
  let upper: Double
  /// Whether `lower` itself is excluded.
  let isOpen: Bool

  init(_ range: ClosedRange<Double>, isOpen: Bool = false) {
    (lower, upper, self.isOpen) = (range.lowerBound, range.upperBound, isOpen)
  }

  /// Far more than any price or quantity, and far from overflow.
  static let largest = 1e12
  /// Any usable number.
  static let any = Bounds(-largest...largest)
  /// Zero and above.
  static let atLeastZero = Bounds(0...largest)
  /// Above zero.
  static let positive = Bounds(0...largest, isOpen: true)

  func contains(_ x: Double) -> Bool { x <= upper && (isOpen ? x > lower : x >= lower) }

  /// The bounds in words that fit after "must be".
  var words: String {
    let from = isOpen ? "above \(amountText(lower))" : "at least \(amountText(lower))"
    let to = "at most \(amountText(upper))"
    return upper == Self.largest
      ? (lower == -upper ? "of a usable size" : from) : "\(from) and \(to)"
  }

  /// The JSON Schema keywords of the bounds.
  var schema: [(String, JSONValue)] {
    [(isOpen ? "exclusiveMinimum" : "minimum", .number(lower)), ("maximum", .number(upper))]
  }

  /// What is wrong with `x`, which was written as `text`.
  func check(_ x: Double, writtenAs text: String) throws(Defect) {
    guard !contains(x) else { return }
    throw Defect(
      "`\(shown(text))` is out of range", "out-of-range",
      hint: x > upper ? "it must be at most \(amountText(upper))" : "it must be \(words)")
  }
}
