/// Writes a tree with the meaning of every key behind it, and keys left out as comments.
enum CommentedYAML {
  static func lines(of tree: YAMLTree, fields: [Field]) -> [String] {
    fields.flatMap { field in
      tree[field.name].map { given($0, field) } ?? [leftOut(field)]
    }
  }

  private static func given(_ tree: YAMLTree, _ field: Field) -> [String] {
    switch (field.shape, tree.content) {
    case (.record(let inner), .map):
      return heading(field) + indented(lines(of: tree, fields: inner))
    case (.variants(let variants, _), .map):
      return heading(field) + indented(lines(of: tree, fields: variants.chosen(by: tree) ?? []))
    case (.dictionary(.record(let inner), _, _), .map(let entries)):
      let names = entries.flatMap {
        ["\($0.key):"] + indented(lines(of: $0.value, fields: inner))
      }
      return heading(field) + indented(names)
    case (.list(.record(let inner), _), .list(let trees)):
      return heading(field) + trees.flatMap { item(lines(of: $0, fields: inner)) }
    default: return [commented("\(field.name): \(inline(tree))", field.meaning)]
    }
  }

  private static func heading(_ field: Field) -> [String] {
    [commented("\(field.name):", field.meaning)]
  }

  private static func leftOut(_ field: Field) -> String {
    guard case .standard(let text) = field.presence else {
      return commented("# \(field.name):", "\(field.meaning) (optional\(field.expectation))")
    }
    return commented("# \(field.name): \(text)", field.meaning)
  }

  private static func indented(_ lines: [String]) -> [String] { lines.map { "  " + $0 } }

  private static func item(_ lines: [String]) -> [String] {
    lines.enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 }
  }

  private static func commented(_ text: String, _ meaning: String) -> String {
    text + String(repeating: " ", count: max(2, 34 - text.count)) + "# " + meaning
  }

  /// A tree on one line.
  static func inline(_ tree: YAMLTree) -> String {
    switch tree.content {
    case .scalar(let text): CanonicalYAML.word(text)
    case .empty: ""
    case .list(let trees): "[\(trees.map { inline($0) }.joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\($0.key): \(inline($0.value))" }.joined(separator: ", "))}"
    }
  }
}
