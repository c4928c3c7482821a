/// What a value of a YAML file may look like.
indirect enum Shape: Sendable {
  /// One word or number.
  case scalar(any ScalarShape)
  /// One word or number, a list of those that hold from one date on each, or a file of them.
  case dated(any ScalarShape, file: [Field]? = nil)
  /// Values of one shape, at least so many.
  case list(of: Shape, atLeast: Int)
  /// Fixed keys.
  case record([Field])
  /// Keys that the user chooses, at least so many.
  case dictionary(of: Shape, atLeast: Int, keys: String)
  /// One of several records, told apart by the first field of each, or a single word. Records with
  /// the same first field are told apart by its value: each takes other words.
  case variants([[Field]], short: ShortForm?)

  /// What may stand instead of a record.
  enum ShortForm: Sendable {
    /// A word of its own.
    case word(any ScalarShape)
    /// The value of this field of the first variant.
    case field(String)
  }

  /// What is expected, in words that fit after "must be".
  var noun: String {
    switch self {
    case .scalar(let shape): shape.noun
    case .dated(let shape, let file):
      "\(shape.noun), or a list of dated ones\(file == nil ? "" : ", or a map with a `file`")"
    case .list: "a list such as [a, b]"
    case .record(let fields): "a map with keys such as `\(fields.first?.name ?? "")`"
    case .dictionary(_, _, let keys): "a map with a key for each \(keys)"
    case .variants(let variants, let short):
      "a map with \(variants.compactMap { $0.first.map { "`\($0.name)`" } }.uniqued.joined(separator: " or "))"
        + (short.map { ", or \($0.noun)" } ?? "")
    }
  }

  /// Every key that may stand directly in a value of this shape; `nil` when users choose the keys.
  var keys: [String]? {
    switch self {
    case .scalar, .list: []
    case .dated(_, let file): (file ?? []).map(\.name)
    case .record(let fields): fields.map(\.name)
    case .dictionary: nil
    case .variants(let variants, _): variants.joined().map(\.name).uniqued
    }
  }

  /// The shape of the value of `key`.
  func shape(of key: String) -> Shape? {
    switch self {
    case .scalar: nil
    case .dated(_, let file): file?.first { $0.name == key }?.shape
    case .list(let element, _), .dictionary(let element, _, _): element
    case .record(let fields): fields.first { $0.name == key }?.shape
    case .variants(let variants, _): variants.joined().first { $0.name == key }?.shape
    }
  }
}

extension Shape.ShortForm {
  fileprivate var noun: String {
    switch self {
    case .word(let shape): shape.noun
    case .field: "a plain value"
    }
  }
}

extension Array where Element: Equatable {
  /// The elements without repetitions, in their order.
  var uniqued: [Element] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

/// One key of a record: what it may hold, whether it must be there, what it means.
struct Field: Sendable {
  let name: String
  let shape: Shape
  let presence: Presence
  let meaning: String

  enum Presence: Sendable, Equatable {
    case required
    case optional
    /// What a missing key stands for: a scalar, `{}` or `[]`.
    case standard(String)
  }

  init(_ name: String, _ shape: Shape, _ presence: Presence, _ meaning: String) {
    (self.name, self.shape) = (name, shape)
    (self.presence, self.meaning) = (presence, meaning)
  }

  /// What to write, in words that fit behind a hint.
  var expectation: String {
    switch shape {
    case .scalar(let shape), .dated(let shape, _): ", \(shape.noun)"
    default: ""
    }
  }

  /// What a missing key stands for, as if it had been written at `place`.
  func standard(at place: Place) -> YAMLTree? {
    guard case .standard(let text) = presence else { return nil }
    switch text {
    case "{}": return YAMLTree(place: place, content: .map([]))
    case "[]": return YAMLTree(place: place, content: .list([]))
    default: return YAMLTree(place: place, content: .scalar(text))
    }
  }
}

/// What one word or number may look like.
protocol ScalarShape: Sendable {
  /// What is expected, in words that fit after "must be".
  var noun: String { get }
  /// The JSON Schema of the value.
  var schema: JSONValue { get }
  /// The value that `text` stands for.
  func read(_ text: String) throws(Defect) -> Setting.Content
}

/// What is wrong with one value; the reader adds the key before and the place.
struct Defect: Error, Equatable {
  /// The sentence after the key, with the value shown.
  let message: String
  let code: String
  let hint: String

  init(_ message: String, _ code: String, hint: String) {
    (self.message, self.code, self.hint) = (message, code, hint)
  }

  /// A value of another kind than `noun`.
  static func wrongType(_ text: String, _ noun: String) -> Defect {
    Defect("`\(shown(text, limit: 60))` is not \(noun)", "wrong-type", hint: "write \(noun)")
  }
}
