import Yams

/// Reads the fields of a provenance mapping, and collects what is wrong with them.
struct ProvenanceFields {
  private(set) var problems: [Problem] = []

  private let path: String
  private let node: Node
  private var known: Set<String> = []

  init(path: String, node: Node) {
    (self.path, self.node) = (path, node)
  }

  /// A text, as it is written; a number or a date is one too.
  mutating func text(_ key: String) -> String {
    guard let value = value(key) else { return "" }
    if let text = value.scalar?.string, !text.isEmpty { return text }
    report(value, "\(key) must be a text", code: "bad-provenance")
    return ""
  }

  /// One of the kinds of data sets.
  mutating func kind(_ key: String) -> Dataset.Kind {
    guard let value = value(key) else { return .closes }
    if let kind = value.scalar.flatMap({ Dataset.Kind(rawValue: $0.string) }) { return kind }
    let kinds = Dataset.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    report(value, "\(key) must be one of \(kinds)", code: "bad-provenance")
    return .closes
  }

  /// A list of texts.
  mutating func texts(_ key: String) -> [String] {
    guard let value = value(key) else { return [] }
    let texts = value.sequence.map { $0.compactMap(\.scalar?.string) } ?? []
    if texts.isEmpty || texts.count != value.sequence?.count {
      report(value, "\(key) must be a list of texts", code: "bad-provenance")
    }
    return texts
  }

  /// A whole number, ≥ 0.
  mutating func count(_ key: String) -> Int {
    guard let value = value(key) else { return 0 }
    if let text = value.scalar?.string, let count = Int(text), count >= 0 { return count }
    report(value, "\(key) must be a whole number", code: "bad-provenance")
    return 0
  }

  /// The SHA-256 of something.
  mutating func digest(_ key: String) -> String {
    guard let value = value(key) else { return "" }
    let text = value.scalar?.string ?? ""
    let isDigest = text.utf8.count == 64 && text.utf8.allSatisfy(isHexadecimal)
    if !isDigest {
      report(value, "\(key) must be 64 lower-case hexadecimal digits", code: "bad-provenance")
    }
    return text
  }

  /// The package, a mapping of its own.
  mutating func package(_ key: String) -> Dataset.Package {
    nested(value(key)) { fields in
      Dataset.Package(
        registry: fields.text("registry"), name: fields.text("name"),
        version: fields.text("version"), archive: fields.text("archive"),
        sha256: fields.digest("sha256"), link: fields.text("link"), files: fields.files("files"))
    }
  }

  /// A list of files inside the package.
  private mutating func files(_ key: String) -> [Dataset.File] {
    guard let value = value(key) else { return [] }
    if value.sequence?.isEmpty ?? true {
      report(value, "\(key) must be a list of path and sha256", code: "bad-provenance")
    }
    return (value.sequence ?? []).map { node in
      nested(node) { Dataset.File(path: $0.text("path"), sha256: $0.digest("sha256")) }
    }
  }

  /// Reads a mapping inside this one; a missing one has been reported already.
  private mutating func nested<Value>(
    _ node: Node?, _ read: (inout ProvenanceFields) -> Value
  ) -> Value {
    var fields = ProvenanceFields(path: path, node: node ?? Node(""))
    let value = read(&fields)
    fields.refuseOthers()
    if node != nil { problems += fields.problems }
    return value
  }

  /// Reports keys that were not asked for.
  mutating func refuseOthers() {
    for (key, _) in node.mapping ?? [:] where !known.contains(key.scalar?.string ?? "") {
      let name = shown(key.scalar?.string ?? "?")
      report(key, "`\(name)` is not a key of a provenance file", code: "unknown-key")
    }
  }

  private mutating func value(_ key: String) -> Node? {
    known.insert(key)
    let value = node.mapping?[Node(key)]
    if value == nil { report(node, "`\(key)` is missing", code: "missing-key") }
    return value
  }

  private mutating func report(_ node: Node, _ message: String, code: String) {
    let place = Place(path, line: node.mark?.line, column: node.mark?.column)
    problems.append(
      Problem(at: place, message, code: code, hint: "compare it with sp500-daily.provenance.yaml"))
  }
}

private func isHexadecimal(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
}
