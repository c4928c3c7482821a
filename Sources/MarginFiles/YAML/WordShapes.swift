/// Free text of one or more words.
struct TextShape: ScalarShape {
  var noun: String { "text" }
  var schema: JSONValue { .object([("type", .string("string")), ("minLength", .number(1))]) }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    guard !text.isEmpty, text.utf8.count <= 10_000, !text.utf8.contains(0) else {
      throw .wrongType(text, noun)
    }
    return .text(text)
  }
}

/// A name in kebab-case, fit for a folder.
struct NameShape: ScalarShape {
  var noun: String { "a name in kebab-case such as black-monday-1987" }
  var schema: JSONValue { .pattern("^[a-z0-9]+(-[a-z0-9]+)*$") }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    guard isKebabCase(text), text.utf8.count <= 100 else {
      throw Defect(
        "`\(shown(text))` is not \(noun)", "bad-name",
        hint: "use small letters and digits with single hyphens between them")
    }
    return .text(text)
  }
}

/// Whether `text` is small letters and digits with single hyphens between them.
func isKebabCase(_ text: String) -> Bool {
  text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
    !word.isEmpty
      && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
  }
}

/// One of a few words.
struct ChoiceShape: ScalarShape {
  let words: [String]

  init(_ words: String...) {
    self.words = words
  }

  init(_ words: [String]) {
    self.words = words
  }

  var noun: String { words.count == 1 ? words[0] : "one of \(words.joined(separator: ", "))" }
  var schema: JSONValue { .object([("enum", .array(words.map { .string($0) }))]) }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    guard words.contains(text) else {
      throw Defect(
        "`\(shown(text))` is not \(noun)", "unknown-value", hint: hint(for: text, among: words))
    }
    return .text(text)
  }
}

/// `true` or `false`.
struct FlagShape: ScalarShape {
  var noun: String { "true or false" }
  var schema: JSONValue { .object([("type", .string("boolean"))]) }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    guard let flag = Bool(text) else { throw .wrongType(text, noun) }
    return .flag(flag)
  }
}

/// The version of a file's layout; there is one so far.
struct VersionShape: ScalarShape {
  var noun: String { "1" }
  var schema: JSONValue { .constant(.number(1)) }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    guard text == "1" else {
      throw Defect(
        "`\(shown(text))` is not a layout this version knows", "unsupported-schema",
        hint: "write  schema: 1")
    }
    return .number(1)
  }
}
