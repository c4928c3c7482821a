extension [[Field]] {
  /// The variants whose first key `tree` has; several when they share it.
  func named(by tree: YAMLTree) -> [[Field]] {
    let first = first { $0.first.map { tree[$0.name] != nil } ?? false }
    return filter { $0.first?.name == first?.first?.name }
  }

  /// The variant that `tree` is written as; `nil` when several share its key and none the value.
  func chosen(by tree: YAMLTree) -> [Field]? {
    let named = named(by: tree)
    return named.count == 1 ? named.first : named.first { tree.hasChoice(of: $0) }
  }
}

extension [Field] {
  /// The words that the first field takes; none when it takes more than a choice.
  var choices: [String] {
    guard case .scalar(let shape) = first?.shape else { return [] }
    return (shape as? ChoiceShape)?.words ?? []
  }
}

extension YAMLTree {
  /// Whether the value of the first of `fields` is one of its words, or it takes more than words.
  func hasChoice(of fields: [Field]) -> Bool {
    guard !fields.choices.isEmpty, let first = fields.first else { return true }
    guard case .scalar(let word) = self[first.name]?.content else { return false }
    return fields.choices.contains(word)
  }
}
