/// The names of a CSV file's columns.
public struct CSVHeader: Sendable, Equatable {
  /// The names in the order of the file, blanks around them removed.
  public let names: [String]

  let file: String
  let line: Int

  init(_ record: CSVRecord, file: String) {
    names = record.strings.map(trimmed)
    (self.file, self.line) = (file, record.line)
  }

  init(names: [String], file: String) {
    (self.names, self.file, line) = (names, file, 1)
  }

  /// The position of each wanted column; problems instead when one is missing or there twice.
  public func positions(of wanted: [String], problems: inout ProblemLog) -> [Int]? {
    let before = problems.count
    let found = wanted.map { position(of: $0, problems: &problems) }
    return problems.count == before ? found.compactMap(\.self) : nil
  }

  private func position(of name: String, problems: inout ProblemLog) -> Int? {
    let matches = names.indices.filter { names[$0] == name }
    guard matches.count <= 1 else {
      problems.add(duplicate(name, matches))
      return nil
    }
    if matches.isEmpty { problems.add(missing(name)) }
    return matches.first
  }

  private func duplicate(_ name: String, _ matches: [Int]) -> Problem {
    let columns = matches.map { String($0 + 1) }.joined(separator: " and ")
    return Problem(
      at: Place(file, line: line), "column `\(shown(name))` is there twice, as \(columns)",
      code: "duplicate-column", hint: "rename or remove one of them")
  }

  func missing(_ name: String) -> Problem {
    Problem(
      at: Place(file, line: line), "there is no column `\(shown(name))`", code: "missing-column",
      hint: missingHint(name))
  }

  private func missingHint(_ name: String) -> String {
    if let delimiter = otherDelimiter {
      return
        "the fields seem to be separated by \(delimiter.name): declare  delimiter: \(delimiter.word)"
    }
    if names.contains(where: looksLikeData) {
      return
        "the first line must name the columns; it holds values here: name them with  header: [time, …]"
    }
    let list = "the columns are: " + listed(names)
    guard let nearest = nearestName(to: name, among: names) else { return list }
    return "did you mean `\(shown(nearest))`? \(list)"
  }
}

extension CSVHeader {
  /// The delimiter that the only name holds, when there is but one.
  private var otherDelimiter: CSVDialect.Delimiter? {
    guard names.count == 1 else { return nil }
    return CSVDialect.Delimiter.allCases.first { delimiter in
      names[0].utf8.contains(delimiter.rawValue)
    }
  }
}

private func looksLikeData(_ name: String) -> Bool {
  var name = name
  return name.withUTF8 { decimalNumber($0) != nil || timestamp($0) != nil }
}

private func listed(_ names: [String]) -> String {
  let shownNames = names.prefix(20).map { shown($0) }.joined(separator: ", ")
  return names.count > 20 ? "\(shownNames) and \(names.count - 20) more" : shownNames
}

private func trimmed(_ name: String) -> String {
  let start = name.drop(while: \.isWhitespace)
  return String(start.reversed().drop(while: \.isWhitespace).reversed())
}
