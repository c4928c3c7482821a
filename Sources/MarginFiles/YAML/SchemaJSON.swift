/// A JSON value whose keys keep their order.
indirect enum SchemaJSON: Sendable {
  case string(String)
  case number(Double)
  case flag(Bool)
  case array([SchemaJSON])
  case object([(String, SchemaJSON)])

  /// A string that matches a regular expression.
  static func pattern(_ expression: String) -> SchemaJSON {
    .object([("type", .string("string")), ("pattern", .string(expression))])
  }

  /// Any of several schemas.
  static func anyOf(_ schemas: [SchemaJSON]) -> SchemaJSON { .object([("anyOf", .array(schemas))]) }

  /// Exactly this value.
  static func constant(_ value: SchemaJSON) -> SchemaJSON { .object([("const", value)]) }

  /// The value with one more key at its end, if it is an object.
  func adding(_ key: String, _ value: SchemaJSON) -> SchemaJSON {
    guard case .object(let members) = self else { return self }
    return .object(members + [(key, value)])
  }

  /// The value as JSON text, two spaces per level.
  func text(indent: String = "") -> String {
    switch self {
    case .string(let text): quoted(text)
    case .number(let number): numberText(number)
    case .flag(let flag): String(flag)
    case .array(let values): block("[", "]", values.map { $0.text(indent: indent + "  ") }, indent)
    case .object(let members):
      block(
        "{", "}", members.map { "\(quoted($0)): \($1.text(indent: indent + "  "))" }, indent)
    }
  }

  private func block(
    _ open: String, _ close: String, _ lines: [String], _ indent: String
  ) -> String {
    guard !lines.isEmpty else { return open + close }
    let body = lines.map { "\(indent)  \($0)" }.joined(separator: ",\n")
    return "\(open)\n\(body)\n\(indent)\(close)"
  }
}

/// `text` in double quotes with escapes that JSON and YAML share.
func quoted(_ text: String) -> String {
  let escaped = text.unicodeScalars.map { scalar -> String in
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    default: scalar.value < 0x20 || scalar.value == 0x7F ? escape(scalar) : String(scalar)
    }
  }
  return "\"\(escaped.joined())\""
}

private func escape(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16)
  return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
}
