import Yams

/// A provenance file: a YAML mapping in which every key is required and no other is known.
struct Provenance {
  private let name: String
  private let root: Node

  /// Reads the file at `path`, which problems call `name`.
  init(path: String, named name: String) throws(FileError) {
    self.name = name
    root = try Self.compose(path, name)
  }

  /// The data set it describes, whose file is in `folder`.
  func dataset(in folder: String) throws(FileError) -> Dataset {
    var fields = ProvenanceFields(path: name, node: root)
    let file = fields.text("file")
    let dataset = Dataset(
      name: file.hasSuffix(".csv") ? String(file.dropLast(4)) : file, title: fields.text("title"),
      path: "\(folder)/\(file)", kind: fields.kind("kind"), unit: fields.text("unit"),
      clock: fields.text("clock"), columns: fields.texts("columns"),
      frequency: fields.text("frequency"), from: fields.text("from"), to: fields.text("to"),
      rows: fields.count("rows"), sha256: fields.digest("sha256"),
      package: fields.package("package"),
      licence: fields.text("licence"), owner: fields.text("owner"),
      changes: fields.texts("changes"),
      flaws: fields.texts("flaws"), notice: fields.text("notice"))
    fields.refuseOthers()
    guard fields.problems.isEmpty else { throw .invalid(fields.problems) }
    return dataset
  }

  private static func compose(_ path: String, _ name: String) throws(FileError) -> Node {
    var bytes: [UInt8] = []
    try InputFile(path: path, name: name).read { bytes.append(contentsOf: $0) }
    do {
      if let node = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self)) { return node }
    } catch {
      throw .invalid([malformed(name, "\(error)")])
    }
    throw .invalid([malformed(name, "the file is empty")])
  }

  private static func malformed(_ name: String, _ reason: String) -> Problem {
    let line = reason.split(separator: "\n").joined(separator: " ")
    return Problem(
      at: Place(name), "is not a provenance file: \(shown(line, limit: 200))",
      code: "malformed-provenance", hint: "compare it with sp500-daily.provenance.yaml")
  }
}
