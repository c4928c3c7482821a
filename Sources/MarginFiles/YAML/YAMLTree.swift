/// A value of a YAML file with its place; texts are not interpreted yet.
struct YAMLTree: Sendable {
  /// Where the value begins.
  var place: Place
  /// What it holds.
  var content: Content

  enum Content: Sendable {
    case scalar(String)
    /// No value after a key: nothing, `~` or `null`.
    case empty
    case list([YAMLTree])
    case map([Entry])
  }

  struct Entry: Sendable {
    let key: String
    let keyPlace: Place
    var value: YAMLTree
  }

  /// What the value is, in words that fit after "is".
  var noun: String {
    switch content {
    case .scalar(let text): "`\(shown(text, limit: 60))`"
    case .empty: "empty"
    case .list: "a list"
    case .map: "a map"
    }
  }

  /// The entries, if this is a map.
  var entries: [Entry]? {
    if case .map(let entries) = content { entries } else { nil }
  }

  /// The elements, if this is a list.
  var elements: [YAMLTree]? {
    if case .list(let elements) = content { elements } else { nil }
  }

  /// The value of `key`, if this is a map that has it.
  subscript(key: String) -> YAMLTree? { entries?.first { $0.key == key }?.value }
}
