import ArgumentParser
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

  @Flag(help: "List the layouts that `preset` knows instead.")
  var presets = false

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    guard !presets else { return Terminal.print(PresetList.text(asJSON: json)) }
    let all = try reportingProblems {
      try MarginFiles.datasets(in: folder ?? nearestFolder("datasets"))
    }
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
}
