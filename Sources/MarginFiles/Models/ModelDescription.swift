internal import MarginCore

extension ModelEntry {
  /// The model in plain text, for a reader: what it is, its values and where they come from.
  public var description: String {
    let width = (parameters + own).map(\.name.count).max() ?? 0
    let values = (parameters + own).map { parameter in
      "  \(padded(parameter.name, width))  \(padded(numberText(parameter.value), 8))  \(parameter.meaning)"
    }
    return
      ([heading, family.summary, ""] + ["parameters of \(vintage)"] + values + tableLines + [""]
      + ["source    \(source)", "link      \(link)"] + lines("verified", verified)
      + lines("gaps", gaps)).map { $0 + "\n" }.joined()
  }

  private var heading: String { "\(id): \(title) (family \(family.name))" }

  /// Every row as it would stand in the file.
  private var tableLines: [String] {
    family.tables.flatMap { table -> [String] in
      guard let rows = tables[table.name] else { return [] }
      return ["\(table.name): each row is \(table.meaning)"]
        + rows.map { "  - {" + table.entries(of: $0).joined(separator: ", ") + "}" }
    }
  }

  private func lines(_ name: String, _ sentences: [String]) -> [String] {
    sentences.enumerated().map { padded($0 == 0 ? name : "", 8) + "  " + $1 }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension ModelTable {
  /// What a row holds, in the order of the columns.
  fileprivate func entries(of row: ParameterRow) -> [String] {
    columns.compactMap { column in
      (row.word(column.name) ?? row.number(column.name).map { numberText($0) })
        .map { "\(column.name): \($0)" }
    }
  }
}
