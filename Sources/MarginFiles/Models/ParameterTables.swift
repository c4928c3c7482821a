internal import MarginCore

extension ParameterFileSchema {
  /// The key that holds a family's tables; of an unknown family nothing is known of them.
  static func tables(of family: ModelFamily?) -> Field {
    let shape: Shape =
      family.map { .record($0.tables.map(\.field)) }
      ?? .dictionary(of: .list(of: row, atLeast: 0), atLeast: 0, keys: "table")
    return Field("tables", shape, .optional, "rows of spreads, or of values per underlying")
  }

  private static let row = Shape.dictionary(of: .scalar(TextShape()), atLeast: 0, keys: "column")
}

extension ModelFamily {
  /// Rows of the file that contradict others of their table.
  func conflicts(in tables: Record) -> [Problem] {
    self.tables.compactMap { table in
      guard let rows = tables[table.name]?.list,
        let fault = table.fault(in: tables.parameterRows[table.name] ?? [])
      else { return nil }
      return Problem(
        at: rows[fault.row].place, "\(table.name): \(fault.reason)", code: "conflicting-rows",
        hint: "each row is \(table.meaning)")
    }
  }
}

extension ModelTable {
  fileprivate var field: Field {
    Field(
      name, .list(of: .record(columns.map(\.field)), atLeast: 1), .optional,
      "each row is \(meaning)")
  }
}

extension ModelTable.Column {
  fileprivate var field: Field {
    Field(name, .scalar(shape), isRequired ? .required : .optional, meaning)
  }

  private var shape: any ScalarShape {
    switch content {
    case .name: TextShape()
    case .word(let words): ChoiceShape(words)
    case .number(let range): NumberShape(Bounds(range))
    }
  }
}

extension Record {
  /// The rows of every table, by its name.
  var parameterRows: [String: [ParameterRow]] {
    let tables = entries.map { entry in
      (entry.name, (entry.value.list ?? []).compactMap { $0.record.map(ParameterRow.init) })
    }
    return Dictionary(tables, uniquingKeysWith: { first, _ in first })
  }
}

extension ParameterRow {
  fileprivate init(_ record: Record) {
    let words = record.entries.compactMap { entry in entry.value.text.map { (entry.name, $0) } }
    let numbers = record.entries.compactMap { entry in
      entry.value.number.map { (entry.name, $0) }
    }
    self.init(
      words: Dictionary(words, uniquingKeysWith: { first, _ in first }),
      numbers: Dictionary(numbers, uniquingKeysWith: { first, _ in first }))
  }
}
