/// What a report folder says about its own making: enough to make it again and compare.
public struct Manifest: Sendable {
  /// The name of the tool that makes reports, by which it knows its own folders again.
  public static let tool = "margincall"
  /// The name of the file in the folder.
  public static let path = "manifest.json"

  /// The tool's version.
  public var version: String
  /// The experiment's name.
  public var experiment: String
  /// The code of the currency of every amount.
  public var currency: String
  /// The seed of random numbers; `nil` when none are drawn.
  public var seed: Int?
  /// The files that were read.
  public var inputs: [FileDigest]

  /// A manifest of one run.
  public init(
    version: String, experiment: String, currency: String, seed: Int? = nil,
    inputs: [FileDigest]
  ) {
    (self.version, self.experiment, self.currency) = (version, experiment, currency)
    (self.seed, self.inputs) = (seed, inputs)
  }

  /// The manifest as a file that lists `outputs`, the other files of the folder.
  public func file(listing outputs: [ReportFile]) -> ReportFile {
    file(of: outputs.map(\.digest))
  }

  /// The manifest as a file that lists the other files of the folder by their digests.
  public func file(of outputs: [OutputDigest]) -> ReportFile {
    ReportFile(path: Self.path, text: json(outputs).text + "\n")
  }

  private func json(_ outputs: [OutputDigest]) -> JSONValue {
    .object([
      ("tool", .string(Self.tool)), ("version", .string(version)),
      ("experiment", .string(experiment)), ("currency", .string(currency)),
      ("seed", seed.map { .integer($0) } ?? .null),
      ("resolved", .string("experiment.yaml")), ("inputs", .array(inputs.map(input))),
      ("outputs", .array(outputs.map(output))),
    ])
  }

  private func input(_ digest: FileDigest) -> JSONValue {
    .object(
      [
        ("path", .string(digest.path)), ("sha256", .string(digest.sha256)),
        ("rows", .integer(digest.rows)),
      ] + changes(digest))
  }

  /// What policies changed in reading; a file read as it is has no such key.
  private func changes(_ digest: FileDigest) -> [(String, JSONValue)] {
    digest.changes.isEmpty ? [] : [("changes", .array(digest.changes.map(JSONValue.string)))]
  }

  private func output(_ file: OutputDigest) -> JSONValue {
    .object([
      ("path", .string(file.path)), ("sha256", .string(file.sha256)),
      ("bytes", .integer(file.bytes)),
    ])
  }
}
