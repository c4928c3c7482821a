extension Dataset: CustomStringConvertible {
  /// All there is to know about it before using it, one fact a line.
  public var description: String {
    """
    \(name)  \(title)
      kind     \(kind.rawValue), \(unit)
      span     \(from) to \(to), \(rows) rows, one per \(frequency)
      clock    \(clock)
      columns  \(columns.joined(separator: ", "))
      file     \(path)
      sha256   \(sha256)
      source   \(package), \(package.link)
      values   \(owner)
      licence  \(licence)
      notice   \(notice)
      changes  \(changes.joined(separator: Self.nextLine))
      flaws    \(flaws.joined(separator: Self.nextLine))
    """
  }

  private static let nextLine = "\n           "
}

extension Dataset.Package: CustomStringConvertible {
  /// Registry, name and version.
  public var description: String { "\(registry) \(name) \(version)" }
}

extension Dataset {
  /// The same facts for programs.
  public var json: JSONValue {
    .object([
      ("name", .string(name)), ("title", .string(title)), ("path", .string(path)),
      ("kind", .string(kind.rawValue)), ("unit", .string(unit)), ("clock", .string(clock)),
      ("from", .string(from)), ("to", .string(to)), ("rows", .integer(rows)),
      ("frequency", .string(frequency)), ("columns", .array(columns.map(JSONValue.string))),
      ("package", .string(package.description)), ("link", .string(package.link)),
      ("owner", .string(owner)), ("licence", .string(licence)), ("sha256", .string(sha256)),
      ("notice", .string(notice)), ("changes", .array(changes.map(JSONValue.string))),
      ("flaws", .array(flaws.map(JSONValue.string))),
    ])
  }
}
