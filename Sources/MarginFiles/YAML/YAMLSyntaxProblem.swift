internal import Yams

/// The parser's complaint as a problem with place and hint.
func syntaxProblem(
  _ error: any Error, in text: String, named file: String, fixedPlace: Place?
) -> Problem {
  switch error as? YamlError {
  case .duplicatedKeysInMapping(let keys, let context):
    duplicateKey(keys.first ?? "", after: context.mark, in: text, file, fixedPlace)
  case .scanner(let context, let problem, let mark, _),
    .parser(let context, let problem, let mark, _),
    .composer(let context, let problem, let mark, _):
    syntax(
      [problem, context?.text].compactMap(\.self).joined(separator: " "),
      fixedPlace ?? Place(file, line: mark.line, column: mark.column), in: text)
  case .reader(let problem, let offset, _, _):
    syntax(problem, fixedPlace ?? place(of: offset ?? 0, in: text, file), in: text)
  default: syntax("the file is not YAML", fixedPlace ?? Place(file), in: text)
  }
}

private func syntax(_ message: String, _ place: Place, in text: String) -> Problem {
  Problem(at: place, message, code: "yaml-syntax", hint: hint(at: place, in: text))
}

private func hint(at place: Place, in text: String) -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  if let line = place.line, lines.indices.contains(line - 1), lines[line - 1].contains("\t") {
    return "there is a tab in this line; YAML indents with spaces"
  }
  return "look at indentation, colons, quotes and brackets here and in the line above"
}

private func place(of offset: Int, in text: String, _ file: String) -> Place {
  let lines = text.prefix(offset).split(separator: "\n", omittingEmptySubsequences: false)
  return Place(file, line: max(1, lines.count), column: (lines.last?.count ?? 0) + 1)
}

private func duplicateKey(
  _ key: String, after mark: Mark, in text: String, _ file: String, _ fixedPlace: Place?
) -> Problem {
  let second = repetition(of: key, after: mark, in: text)
  return Problem(
    at: fixedPlace ?? Place(file, line: second.line, column: second.column),
    "`\(shown(key))` is given twice, first in line \(mark.line)", code: "duplicate-key",
    hint: "keep one of the two")
}

/// Where `key` is a key for the second time: in the same column below, or later in the same line.
private func repetition(
  of key: String, after mark: Mark, in text: String
) -> (line: Int, column: Int) {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  for (index, line) in lines.enumerated().dropFirst(mark.line - 1) {
    let start = index == mark.line - 1 ? mark.column + key.count - 1 : mark.column - 1
    let isSameLine = index == mark.line - 1
    if let column = column(of: key, in: line.dropFirst(start), anywhere: isSameLine) {
      return (index + 1, start + column)
    }
  }
  return (mark.line, mark.column)
}

private func column(of key: String, in rest: Substring, anywhere: Bool) -> Int? {
  guard anywhere else { return rest.hasPrefix(key + ":") ? 1 : nil }
  for (offset, index) in rest.indices.enumerated() where rest[index...].hasPrefix(key + ":") {
    return offset + 1
  }
  return nil
}
