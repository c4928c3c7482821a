internal import MarginCore
internal import MarginReplay

/// How often something is done: a duration, or a calendar month, quarter or year.
struct PeriodShape: ScalarShape {
  /// Months in each word.
  static let months = ["month": 1, "quarter": 3, "year": 12]

  var noun: String { "month, quarter, year, or a duration such as 30d" }

  var schema: JSONValue {
    .anyOf([DurationShape().schema, ChoiceShape("month", "quarter", "year").schema])
  }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    if Self.months[text] != nil { return .text(text) }
    guard let first = text.first, first.isNumber else { throw .wrongType(text, noun) }
    return .span(try DurationShape().span(text))
  }
}

extension CalendarRebalancing.Period {
  /// The period that a checked `every` describes.
  init(_ setting: Setting) throws(MissingSetting) {
    if let span = setting.span {
      self = .span(span)
    } else if let months = setting.text.flatMap({ PeriodShape.months[$0] }) {
      self = .months(months)
    } else {
      throw MissingSetting(name: "every")
    }
  }
}
