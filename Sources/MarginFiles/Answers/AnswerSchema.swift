/// A command whose JSON answer has a published schema.
public enum AnswerSchema: String, Sendable, CaseIterable {
  /// `margincall margin --json`.
  case margin
  /// `margincall explain --json`.
  case explain

  /// The JSON Schema (draft 2020-12) of the answer.
  public var text: String {
    let head: [(String, JSONValue)] = [
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string("margincall \(rawValue) --json")),
    ]
    guard case .object(let body) = self == .margin ? Self.marginAnswer : Self.explainAnswer else {
      return "{}"
    }
    return JSONValue.object(head + body).text + "\n"
  }

  private static let marginAnswer = object([
    ("currency", word("currency of every amount")),
    ("equity", number("cash, market value and collateral after haircuts")),
    (
      "models",
      list(
        object([
          ("model", word("id of the model")),
          ("initial", number("initial margin, at least 0")),
          ("maintenance", number("maintenance margin, at least 0")),
          ("published_initial", number("initial margin with premium, as the rule states it")),
          ("published_maintenance", number("maintenance margin with premium")),
          ("components", map(number("the part's size; charges are positive"))),
          ("coins", coins), ("binding_scenario", scenario),
          ("active_scenarios", map(scenario)),
        ]))
    ),
  ])

  private static let explainAnswer = list(
    object([
      ("model", word("id of the model")), ("currency", word("currency of every amount")),
      ("initial", number("initial margin")), ("maintenance", number("maintenance margin")),
      ("components", map(number("the part's size; charges are positive"))),
      ("coins", coins), ("gross", number("each position asked for alone, together")),
      ("netting_benefit", number("gross less initial")), ("binding_scenario", scenario),
      (
        "positions",
        list(
          object([
            ("position", word("what is held")),
            ("contribution", number("its part of initial; they sum to it")),
            ("alone", number("what it would be asked for alone")),
          ]))
      ),
      ("price_distance", distance), ("volatility_distance", distance),
      (
        "freeing_trade",
        orNull(
          object([
            ("instrument", word("what to trade")),
            ("quantity", number("contracts or units; positive is bought")),
            ("freed", number("fall of initial margin")),
          ]))
      ),
    ]))

  /// The same amounts in each coin that the book is paid in or pledges.
  private static let coins = map(
    object([
      ("spot", number("price of one coin")), ("initial", number("initial margin in this coin")),
      ("maintenance", number("maintenance margin in this coin")),
      ("components", map(number("the part in this coin"))),
    ]))

  private static let scenario = orNull(
    object([
      ("number", .object([("type", .string("integer"))])),
      ("spot_move", number("relative change of price")),
      ("volatility_move", number("relative change of volatility")),
    ]))

  private static let distance = object([
    ("down", orNull(number("smallest fall to liquidation, as a fraction"))),
    ("up", orNull(number("smallest rise to liquidation, as a fraction"))),
  ])

  private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object([
      ("type", .string("object")), ("properties", .object(members)),
      ("required", .array(members.map { .string($0.0) })), ("additionalProperties", .bool(false)),
    ])
  }

  private static func map(_ value: JSONValue) -> JSONValue {
    .object([("type", .string("object")), ("additionalProperties", value)])
  }

  private static func list(_ item: JSONValue) -> JSONValue {
    .object([("type", .string("array")), ("items", item)])
  }

  private static func orNull(_ value: JSONValue) -> JSONValue {
    .object([("anyOf", .array([value, .object([("type", .string("null"))])]))])
  }

  private static func word(_ meaning: String) -> JSONValue { scalar("string", meaning) }

  private static func number(_ meaning: String) -> JSONValue { scalar("number", meaning) }

  private static func scalar(_ type: String, _ meaning: String) -> JSONValue {
    .object([("type", .string(type)), ("description", .string(meaning))])
  }
}
