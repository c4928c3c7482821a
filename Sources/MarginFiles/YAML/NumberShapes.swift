/// A number in the units that the field's meaning states.
struct NumberShape: ScalarShape {
  let bounds: Bounds
  let isWhole: Bool

  init(_ bounds: Bounds, isWhole: Bool = false) {
    (self.bounds, self.isWhole) = (bounds, isWhole)
  }

  var noun: String { isWhole ? "a whole number" : "a number" }

  var schema: JSONValue {
    .anyOf([
      .object([("type", .string(isWhole ? "integer" : "number"))] + bounds.schema),
      .pattern("^[-+]?[0-9][0-9_]*(\\.[0-9]+)?([eE][-+]?[0-9]+)?$"),
    ])
  }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    guard let number = finiteNumber(text), !isWhole || number.rounded() == number else {
      throw .wrongType(text, noun)
    }
    try bounds.check(number, writtenAs: text)
    return .number(number)
  }
}

/// A fraction, or one of basis points (`2.5bp`); what looks like percent is refused.
struct FractionShape: ScalarShape {
  let bounds: Bounds
  /// From this size on a value was probably meant in percent.
  let percentAbove: Double

  init(_ bounds: Bounds, percentAbove: Double = 1) {
    (self.bounds, self.percentAbove) = (bounds, percentAbove)
  }

  var noun: String { "a fraction such as 0.05, or basis points such as 5bp" }

  var schema: JSONValue {
    .anyOf([
      .object([("type", .string("number"))] + bounds.schema),
      .pattern("^[-+]?[0-9][0-9_]*(\\.[0-9]+)?([eE][-+]?[0-9]+)?( ?bp)?$"),
    ])
  }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    if let points = number(before: "bp", in: text) { return try checked(points / 10_000, text) }
    if let percent = number(before: "%", in: text) { throw percentDefect(percent, text) }
    guard let number = finiteNumber(text) else { throw .wrongType(text, noun) }
    let isMisplacedSign = number < 0 && bounds.lower >= 0
    guard number.magnitude <= percentAbove || isMisplacedSign else {
      throw percentDefect(number, text)
    }
    return try checked(number, text)
  }

  private func checked(_ number: Double, _ text: String) throws(Defect) -> Setting.Content {
    try bounds.check(number, writtenAs: text)
    return .number(number)
  }

  private func number(before unit: String, in text: String) -> Double? {
    guard text.hasSuffix(unit) else { return nil }
    let digits = text.dropLast(unit.count)
    return finiteNumber(String(digits.last == " " ? digits.dropLast() : digits))
  }
}

/// The refusal of a value that was written, or meant, in percent.
func percentDefect(_ number: Double, _ text: String) -> Defect {
  let fraction = numberText(number / 100)
  let padded = fraction.contains(".") && fraction.count < 4 ? fraction + "0" : fraction
  return Defect(
    "`\(shown(text))` looks like percent", "percent",
    hint: "write a fraction: \(padded) is \(numberText(number)) %")
}
