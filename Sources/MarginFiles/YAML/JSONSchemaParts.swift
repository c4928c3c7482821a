/// The parts that a JSON Schema is put together from.
extension JSONValue {
  /// A string that matches a regular expression.
  static func pattern(_ expression: String) -> JSONValue {
    .object([("type", .string("string")), ("pattern", .string(expression))])
  }

  /// Any of several schemas.
  static func anyOf(_ schemas: [JSONValue]) -> JSONValue { .object([("anyOf", .array(schemas))]) }

  /// Exactly this value.
  static func constant(_ value: JSONValue) -> JSONValue { .object([("const", value)]) }

  /// The value with one more key at its end, if it is an object.
  func adding(_ key: String, _ value: JSONValue) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members + [(key, value)])
  }
}
