extension Shape {
  /// The JSON Schema (draft 2020-12) of values of this shape.
  var schema: JSONValue {
    switch self {
    case .scalar(let shape): shape.schema
    case .dated(let shape, let file):
      .anyOf(
        [shape.schema, Shape.changes(of: shape).schema] + (file.map { [Self.schema(of: $0)] } ?? [])
      )
    case .list(let element, let least):
      .object([
        ("type", .string("array")), ("items", element.schema), ("minItems", .number(Double(least))),
      ])
    case .record(let fields): Self.schema(of: fields)
    case .dictionary(let element, let least, _):
      .object([
        ("type", .string("object")), ("additionalProperties", element.schema),
        ("minProperties", .number(Double(least))),
      ])
    case .variants(let variants, let short):
      .anyOf(variants.map { Self.schema(of: $0) } + (short.map { [$0.schema(variants)] } ?? []))
    }
  }

  private static func schema(of fields: [Field]) -> JSONValue {
    let required = fields.filter { $0.presence == .required }
    return .object([
      ("type", .string("object")),
      ("properties", .object(fields.map { ($0.name, $0.schema) })),
      ("required", .array(required.map { .string($0.name) })),
      ("additionalProperties", .bool(false)),
    ])
  }
}

extension Shape.ShortForm {
  fileprivate func schema(_ variants: [[Field]]) -> JSONValue {
    switch self {
    case .word(let shape): shape.schema
    case .field(let name): variants.joined().first { $0.name == name }?.shape.schema ?? .object([])
    }
  }
}

extension Field {
  /// The schema of the value, with its meaning and default.
  fileprivate var schema: JSONValue {
    let described = shape.schema.adding("description", .string(meaning))
    guard case .standard(let text) = presence else { return described }
    return described.adding("default", Self.json(text))
  }

  private static func json(_ text: String) -> JSONValue {
    switch text {
    case "{}": .object([])
    case "[]": .array([])
    default: finiteNumber(text).map { .number($0) } ?? Bool(text).map { .bool($0) } ?? .string(text)
    }
  }
}
