internal import MarginCore
internal import MarginReplay

/// A value of a YAML file after it was checked against its shape.
///
/// Two settings are equal when they mean the same, wherever they stand.
struct Setting: Sendable {
  let place: Place
  let content: Content

  enum Content: Sendable, Equatable {
    case text(String)
    case number(Double)
    case money(Money, currency: String)
    case span(TimeSpan)
    case grace(SettlementRules.Grace)
    case time(Timestamp)
    case flag(Bool)
    case list([Setting])
    case record(Record)
  }
}

extension Setting: Equatable {
  static func == (a: Setting, b: Setting) -> Bool { a.content == b.content }
}

extension Setting {
  var text: String? { if case .text(let text) = content { text } else { nil } }
  var number: Double? { if case .number(let number) = content { number } else { nil } }
  var money: Money? { if case .money(let money, _) = content { money } else { nil } }
  var span: TimeSpan? { if case .span(let span) = content { span } else { nil } }
  var grace: SettlementRules.Grace? { if case .grace(let grace) = content { grace } else { nil } }
  var time: Timestamp? { if case .time(let time) = content { time } else { nil } }
  var flag: Bool? { if case .flag(let flag) = content { flag } else { nil } }
  var list: [Setting]? { if case .list(let list) = content { list } else { nil } }
  var record: Record? { if case .record(let record) = content { record } else { nil } }
  var day: CalendarDay? {
    guard case .time(let time) = content else { return nil }
    return CalendarDay(containing: time)
  }
  var texts: [String]? { list?.compactMap(\.text) }
}

/// Named settings: the fields of a record in the order of its schema, or entries in file order.
struct Record: Sendable, Equatable {
  private(set) var entries: [Entry] = []
  /// Names whose values had problems and are missing from `entries`.
  private(set) var faulty: [String] = []

  struct Entry: Sendable, Equatable {
    let name: String
    let value: Setting
  }

  subscript(name: String) -> Setting? { entries.first { $0.name == name }?.value }

  /// The value of a field that the schema guarantees.
  func required<Value>(
    _ name: String, _ kind: (Setting) -> Value?
  ) throws(MissingSetting) -> Value {
    guard let value = self[name].flatMap(kind) else { throw MissingSetting(name: name) }
    return value
  }

  /// Whether the name was given, with a right value or a wrong one.
  func has(_ name: String) -> Bool { self[name] != nil || faulty.contains(name) }

  /// Adds an entry at the end; one without a value is faulty.
  mutating func append(_ name: String, _ value: Setting?) {
    guard let value else { return faulty.append(name) }
    entries.append(Entry(name: name, value: value))
  }

  /// Puts `value` before the entry called `next`, or last.
  mutating func insert(_ name: String, _ value: Setting, before next: String) {
    let index = entries.firstIndex { $0.name == next } ?? entries.endIndex
    entries.insert(Entry(name: name, value: value), at: index)
  }

  /// The record without the entries of these names.
  func without(_ names: [String]) -> Record {
    var record = self
    record.entries.removeAll { names.contains($0.name) }
    return record
  }

  mutating func replace(_ name: String, by value: Setting) {
    guard let index = entries.firstIndex(where: { $0.name == name }) else { return }
    entries[index] = Entry(name: name, value: value)
  }
}

/// A field that the schema promised is not there: a schema and its reader disagree.
struct MissingSetting: Error, Equatable {
  let name: String

  /// The disagreement as a problem of the file.
  func problem(in file: String) -> Problem {
    Problem(
      at: Place(file), "`\(name)` could not be read", code: "internal",
      hint: "this is a defect of margincall; please report it with the file")
  }
}
