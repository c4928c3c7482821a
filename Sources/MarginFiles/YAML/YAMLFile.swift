/// The text of a YAML file, which must be UTF-8.
func readYAMLText(_ path: String, named file: String) throws(FileError) -> String {
  var bytes: [UInt8] = []
  try InputFile(path: path, name: file).read { piece in
    if bytes.count <= largestFile { bytes.append(contentsOf: piece) }
  }
  guard bytes.count <= largestFile else { throw .invalid([tooLarge(file)]) }
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw .invalid([notUTF8(bytes, file)])
  }
  return text
}

private let largestFile = 4 * 1024 * 1024

private func tooLarge(_ file: String) -> Problem {
  Problem(
    at: Place(file), "the file is larger than 4 MiB", code: "too-large",
    hint: "is this the right file? prices belong in CSV files")
}

private func notUTF8(_ bytes: [UInt8], _ file: String) -> Problem {
  let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
  let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
  return Problem(
    at: Place(file, line: line.map { $0 + 1 }), "the text is not UTF-8", code: "not-utf-8",
    hint: "save the file as UTF-8")
}

/// Checks the text of a YAML file with overrides against `fields`.
///
/// Problems are returned, not thrown, so that checks across fields can add theirs.
func readSettings(
  _ text: String, named file: String, overrides: [String] = [], fields: [Field], called name: String
) throws(FileError) -> (settings: Record, problems: [Problem]) {
  let shape = Shape.record(fields)
  var tree = try parseYAML(text, named: file)
  var problems: [Problem] = []
  for override in overrides {
    do {
      tree = try Override(override).applied(to: tree, shape: shape)
    } catch {
      problems += error.problems
    }
  }
  var reader = SettingReader()
  let settings = reader.read(tree, as: shape, called: name)
  return (settings?.record ?? Record(), problems + reader.problems)
}

extension [Problem] {
  /// The problems from the top of the file to its end, those without a line first.
  var inFileOrder: [Problem] {
    enumerated().sorted { a, b in
      let (x, y) = (a.element.place, b.element.place)
      return (x.line ?? 0, x.column ?? 0, a.offset) < (y.line ?? 0, y.column ?? 0, b.offset)
    }.map(\.element)
  }
}
