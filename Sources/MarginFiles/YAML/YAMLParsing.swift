internal import Yams

/// Reads one YAML document.
///
/// Places are those of `file`; an override passes `fixedPlace`, which every value then has.
func parseYAML(
  _ text: String, named file: String, fixedPlace: Place? = nil
) throws(FileError) -> YAMLTree {
  guard aliasCount(text) <= 32 else { throw .invalid([tooManyAliases(file)]) }
  let root: Node?
  do {
    root = try Yams.compose(yaml: text)
  } catch {
    throw .invalid([syntaxProblem(error, in: text, named: file, fixedPlace: fixedPlace)])
  }
  guard let root else { throw .invalid([emptyFile(file)]) }
  var converter = NodeConverter(file: file, fixedPlace: fixedPlace)
  let tree = converter.tree(root)
  guard converter.problems.isEmpty else { throw .invalid(converter.problems) }
  return tree
}

/// How many words look like an alias: `*name` at the beginning of a value.
///
/// The parser writes aliases out, and so few cannot multiply beyond what fits in memory.
private func aliasCount(_ text: String) -> Int {
  let before: Set<UInt8> = Set(" \t\n\r[{,:-?".utf8)
  var (count, last) = (0, UInt8(ascii: "\n"))
  for byte in text.utf8 {
    if byte == UInt8(ascii: "*"), before.contains(last) { count += 1 }
    last = byte
  }
  return count
}

private func tooManyAliases(_ file: String) -> Problem {
  Problem(
    at: Place(file), "the file has more than 32 aliases", code: "too-large",
    hint: "aliases that repeat one another multiply; write the values out")
}

func emptyFile(_ file: String) -> Problem {
  Problem(
    at: Place(file, line: 1, column: 1), "the file is empty", code: "empty-file",
    hint: "`margincall init NAME` writes an experiment to start from")
}

/// Turns the parser's nodes into trees, and refuses what would grow without bound.
private struct NodeConverter {
  let file: String
  let fixedPlace: Place?
  var problems: [Problem] = []
  private var count = 0

  init(file: String, fixedPlace: Place?) {
    (self.file, self.fixedPlace) = (file, fixedPlace)
  }

  mutating func tree(_ node: Node) -> YAMLTree {
    count += 1
    guard count < 100_000 else { return refused(node) }
    return YAMLTree(place: place(node.mark), content: content(node))
  }

  private mutating func content(_ node: Node) -> YAMLTree.Content {
    switch node {
    case .scalar(let scalar): scalar.isEmpty ? .empty : .scalar(scalar.string)
    case .sequence(let nodes): .list(nodes.map { tree($0) })
    case .mapping(let pairs): .map(pairs.compactMap { entry($0.key, $0.value) })
    case .alias: .empty
    }
  }

  private mutating func entry(_ key: Node, _ value: Node) -> YAMLTree.Entry? {
    guard case .scalar(let name) = key else {
      problems.append(
        Problem(
          at: place(key.mark), "a key must be a word, not a list or a map", code: "wrong-type",
          hint: "write  key: value"))
      return nil
    }
    return YAMLTree.Entry(key: name.string, keyPlace: place(key.mark), value: tree(value))
  }

  private mutating func refused(_ node: Node) -> YAMLTree {
    if count == 100_000 {
      problems.append(
        Problem(
          at: Place(file), "the file holds more than 100000 values", code: "too-large",
          hint: "aliases that repeat one another multiply; write the values out"))
    }
    return YAMLTree(place: place(node.mark), content: .empty)
  }

  private func place(_ mark: Mark?) -> Place {
    fixedPlace ?? Place(file, line: mark?.line, column: mark?.column)
  }
}

extension Node.Scalar {
  /// Whether this stands for no value: nothing, `~` or `null` without quotes.
  fileprivate var isEmpty: Bool {
    let isPlain = style == .plain || style == .any
    return isPlain && ["", "~", "null", "Null", "NULL"].contains(string)
  }
}
