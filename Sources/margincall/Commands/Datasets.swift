import ArgumentParser
import Foundation
import MarginFiles

struct Datasets: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the data that ship, with span, source and licence, or show one with its flaws.",
    discussion: """
      EXAMPLE
        margincall datasets btcusdt-daily
      """)

  @Argument(help: "A data set's name.")
  var name: String?

  @Option(help: "The folder of the data sets (default: the nearest `datasets`).")
  var folder: String?

  @Flag(help: "Compare each file with the SHA-256 of its provenance.")
  var verify = false

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let all = try reportingProblems { try MarginFiles.datasets(in: folder ?? Self.nearest) }
    guard let name else { return try list(all) }
    guard let dataset = all.first(where: { $0.name == name }) else {
      Terminal.show([unknownDataset(name, among: all)])
      throw ExitCode(64)
    }
    if verify { try reportingProblems { try MarginFiles.verify([dataset]) } }
    Terminal.print(json ? dataset.json.text : dataset.description)
  }

  private func list(_ all: [Dataset]) throws {
    if verify { try reportingProblems { try MarginFiles.verify(all) } }
    guard !json else { return Terminal.print(JSONValue.array(all.map(\.json)).text) }
    let header = ["NAME", "KIND", "FROM", "TO", "ROWS", "LICENCE", "SOURCE", "TITLE"]
    Terminal.print(aligned([header] + all.map(Self.row)))
  }

  private static func row(_ dataset: Dataset) -> [String] {
    [
      dataset.name, dataset.kind.rawValue, String(dataset.from.prefix(10)),
      String(dataset.to.prefix(10)), "\(dataset.rows)", dataset.licence,
      dataset.package.description, dataset.title,
    ]
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
}
