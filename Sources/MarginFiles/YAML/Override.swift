/// A value given on the command line that replaces one of a file: `costs.fee=2bp`.
struct Override {
  private let text: String
  private let path: [String]
  private let value: YAMLTree

  /// Reads `path=value`.
  init(_ text: String) throws(FileError) {
    self.text = text
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let place = Self.place(text)
    path = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
      .map(String.init)
    guard parts.count == 2, !path.contains(""), parts[1].contains(where: { $0 != " " }) else {
      throw Self.malformed(place)
    }
    value = try parseYAML(String(parts[1]), named: place.file, fixedPlace: place)
  }

  /// `tree` with the value put in, where `shape` says which keys exist.
  func applied(to tree: YAMLTree, shape: Shape) throws(FileError) -> YAMLTree {
    try replaced(tree, 0, shape)
  }

  private static func place(_ text: String) -> Place { Place("--set \(shown(text, limit: 80))") }

  private static func malformed(_ place: Place) -> FileError {
    .invalid([
      Problem(
        at: place, "the override has no path and value", code: "bad-override",
        hint: "write  --set path=value  such as  --set costs.fee=2bp")
    ])
  }

  private func replaced(_ tree: YAMLTree?, _ depth: Int, _ shape: Shape) throws(FileError)
    -> YAMLTree
  {
    guard depth < path.count else { return value }
    switch shape {
    case .scalar: throw unknown(depth, among: [])
    case .list(let element, _): return try replacedElement(of: tree, depth, element)
    case .dated(let scalar, _) where tree?.elements != nil:
      return try replaced(tree, depth, .changes(of: scalar))
    default: return try replacedEntry(of: tree, depth, shape)
    }
  }

  private func replacedEntry(
    of tree: YAMLTree?, _ depth: Int, _ shape: Shape
  ) throws(FileError) -> YAMLTree {
    var entries = tree?.entries ?? []
    let key = path[depth]
    guard let inner = shape.shape(of: key), !isNewName(key, in: entries, depth, shape) else {
      throw unknown(depth, among: shape.keys ?? entries.map(\.key))
    }
    let place = Self.place(text)
    if let index = entries.firstIndex(where: { $0.key == key }) {
      entries[index].value = try replaced(entries[index].value, depth + 1, inner)
    } else {
      let new = try replaced(nil, depth + 1, inner)
      entries.append(YAMLTree.Entry(key: key, keyPlace: place, value: new))
    }
    let isMap = tree?.entries != nil
    return YAMLTree(place: isMap ? tree?.place ?? place : place, content: .map(entries))
  }

  /// Whether `key` would begin a record whose other keys nobody has given.
  private func isNewName(
    _ key: String, in entries: [YAMLTree.Entry], _ depth: Int, _ shape: Shape
  ) -> Bool {
    guard case .dictionary(.record, _, _) = shape, depth + 1 < path.count else { return false }
    return !entries.contains { $0.key == key }
  }

  private func replacedElement(
    of tree: YAMLTree?, _ depth: Int, _ shape: Shape
  ) throws(FileError) -> YAMLTree {
    guard let tree, case .list(var elements) = tree.content, let index = Int(path[depth]),
      elements.indices.contains(index)
    else { throw unknownElement(of: tree, depth) }
    elements[index] = try replaced(elements[index], depth + 1, shape)
    return YAMLTree(place: tree.place, content: .list(elements))
  }

  private func walked(_ depth: Int) -> String {
    depth == 0 ? "the file" : "`\(shown(path.prefix(depth).joined(separator: ".")))`"
  }

  private func unknown(_ depth: Int, among keys: [String]) -> FileError {
    .invalid([
      Problem(
        at: Self.place(text), "\(walked(depth)) has no key `\(shown(path[depth]))`",
        code: "unknown-key", hint: hint(for: path[depth], among: keys))
    ])
  }

  private func unknownElement(of tree: YAMLTree?, _ depth: Int) -> FileError {
    var count = 0
    if let tree, case .list(let elements) = tree.content { count = elements.count }
    return .invalid([
      Problem(
        at: Self.place(text), "\(walked(depth)) has no element `\(shown(path[depth]))`",
        code: "unknown-key",
        hint: count == 0 ? "the list is empty" : "its elements are numbered 0 to \(count - 1)")
    ])
  }
}
