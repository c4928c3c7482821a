/// Checks trees against shapes, collects every problem, and fills in what is left out.
struct SettingReader {
  private(set) var problems: [Problem] = []

  /// The value of the key called `name`; parts with problems are missing from it.
  mutating func read(_ tree: YAMLTree, as shape: Shape, called name: String) -> Setting? {
    switch (shape, tree.content) {
    case (_, .empty):
      report(
        tree.place, "\(name) has no value", "missing-value",
        "write \(shape.noun), or remove the key")
      return nil
    case (.scalar(let shape), .scalar(let text)): return scalar(text, tree.place, shape, name)
    case (.dated(let shape, _), .scalar(let text)): return scalar(text, tree.place, shape, name)
    case (.dated(let shape, _), .list): return read(tree, as: .changes(of: shape), called: name)
    case (.dated(_, .some(let file)), .map): return record(tree, file, name)
    case (.list(let shape, let count), .list(let trees)):
      return list(trees, tree.place, shape, count, name)
    case (.record(let fields), .map): return record(tree, fields, name)
    case (.dictionary(let shape, let count, let keys), .map(let entries)):
      return dictionary(entries, tree.place, shape, count, keys)
    case (.variants(let variants, _), .map): return variant(tree, variants, name)
    case (.variants(let variants, .some(let short)), .scalar(let text)):
      return shortForm(text, tree, variants, short, name)
    default: return wrongType(tree, shape, name)
    }
  }

  mutating func report(_ place: Place, _ message: String, _ code: String, _ hint: String) {
    problems.append(Problem(at: place, message, code: code, hint: hint))
  }

  private mutating func wrongType(_ tree: YAMLTree, _ shape: Shape, _ name: String) -> Setting? {
    report(
      tree.place, "\(name) is \(tree.noun), and must be \(shape.noun)", "wrong-type",
      "write \(shape.noun)")
    return nil
  }

  private mutating func scalar(
    _ text: String, _ place: Place, _ shape: any ScalarShape, _ name: String
  ) -> Setting? {
    do {
      return Setting(place: place, content: try shape.read(text))
    } catch {
      report(place, "\(name) \(error.message)", error.code, error.hint)
      return nil
    }
  }

  private mutating func list(
    _ trees: [YAMLTree], _ place: Place, _ shape: Shape, _ count: Int, _ name: String
  ) -> Setting? {
    if trees.count < count {
      report(
        place, "\(name) is an empty list", "missing-value", "at least \(count) must be given")
    }
    let values = trees.compactMap { read($0, as: shape, called: "an entry of \(name)") }
    return Setting(place: place, content: .list(values))
  }

  private mutating func dictionary(
    _ entries: [YAMLTree.Entry], _ place: Place, _ shape: Shape, _ count: Int, _ keys: String
  ) -> Setting? {
    if entries.count < count {
      report(place, "no \(keys) is given", "missing-key", "name at least \(count) here")
    }
    var record = Record()
    for entry in entries {
      checkName(entry, keys)
      record.append(entry.key, read(entry.value, as: shape, called: entry.key))
    }
    return Setting(place: place, content: .record(record))
  }

  private mutating func checkName(_ entry: YAMLTree.Entry, _ keys: String) {
    let forbidden: Set<Character> = [",", ";", "\"", "'", "/", "\\", "<", ">", "&", "`"]
    let isUsable =
      (1...40).contains(entry.key.count)
      && entry.key.allSatisfy {
        $0.isASCII && $0 > " " && $0 != "\u{7F}" && !forbidden.contains($0)
      }
    guard !isUsable else { return }
    report(
      entry.keyPlace, "`\(shown(entry.key, limit: 60))` cannot name the \(keys)",
      "bad-name",
      "use letters, digits, `-`, `_` and `.`")
  }

  private mutating func record(_ tree: YAMLTree, _ fields: [Field], _ name: String) -> Setting {
    let tree = tree.completedByPreset(for: fields)
    let names = fields.map(\.name)
    let strangers = (tree.entries ?? []).filter { !names.contains($0.key) }
    for entry in strangers {
      report(
        entry.keyPlace, "\(name) has no key `\(shown(entry.key))`", "unknown-key",
        hint(for: entry.key, among: names))
    }
    let misspelt = strangers.compactMap { nearestName(to: $0.key, among: names) }
    var record = Record()
    for field in fields {
      if let given = tree[field.name] ?? field.standard(at: tree.place) {
        record.append(field.name, read(given, as: field.shape, called: field.name))
      } else if field.presence == .required, !misspelt.contains(field.name) {
        reportMissing(field, at: tree.place, name)
      }
    }
    return Setting(place: tree.place, content: .record(record))
  }

  private mutating func reportMissing(_ field: Field, at place: Place, _ name: String) {
    report(
      place, "\(name) lacks `\(field.name)`", "missing-key",
      "add  \(field.name): …  (\(field.meaning))\(field.expectation)")
  }

  private mutating func variant(
    _ tree: YAMLTree, _ variants: [[Field]], _ name: String
  ) -> Setting {
    let named = variants.named(by: tree)
    if let fields = variants.chosen(by: tree) { return record(tree, fields, name) }
    if let key = named.first?.first?.name, let value = tree[key] {
      _ = read(value, as: .scalar(ChoiceShape(named.flatMap(\.choices))), called: key)
      return Setting(place: tree.place, content: .record(Record()))
    }
    let names = variants.compactMap { $0.first?.name }.uniqued
    let misspelt = tree.entries?.first { nearestName(to: $0.key, among: names) != nil }
    if let misspelt {
      report(
        misspelt.keyPlace, "\(name) has no key `\(shown(misspelt.key))`", "unknown-key",
        hint(for: misspelt.key, among: names))
    } else {
      report(
        tree.place, "\(name) has none of the keys \(names.joined(separator: ", "))", "missing-key",
        "add one of them; it says what the others mean")
    }
    return Setting(place: tree.place, content: .record(Record()))
  }

  private mutating func shortForm(
    _ text: String, _ tree: YAMLTree, _ variants: [[Field]], _ short: Shape.ShortForm,
    _ name: String
  ) -> Setting? {
    switch short {
    case .word(let shape):
      do {
        return Setting(place: tree.place, content: try shape.read(text))
      } catch {
        guard error.code != "percent", error.code != "out-of-range" else {
          report(tree.place, "\(name) \(error.message)", error.code, error.hint)
          return nil
        }
        return wrongType(tree, .variants(variants, short: short), name)
      }
    case .field(let key):
      let entry = YAMLTree.Entry(key: key, keyPlace: tree.place, value: tree)
      let fields = variants.first { $0.first?.name == key } ?? []
      let map = YAMLTree(place: tree.place, content: .map([entry]))
      // A problem names the key that the user wrote.
      guard let shape = fields.first?.shape, read(tree, as: shape, called: name) != nil else {
        return nil
      }
      return record(map, fields, name)
    }
  }
}
