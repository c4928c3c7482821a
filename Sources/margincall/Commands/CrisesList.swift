import ArgumentParser
import MarginCore
import MarginFiles

struct CrisesList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the crises, and which need files of yours.",
    discussion: """
      EXAMPLE
        margincall crises list
      """)

  @OptionGroup var library: CrisisFolder

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let crises = try library.all()
    guard !json else { return Terminal.print(JSONValue.array(crises.map(\.json)).text) }
    let header = ["NAME", "FROM", "TO", "DATA", "TITLE"]
    Terminal.print(aligned([header] + crises.map(Self.row)))
  }

  private static func row(_ crisis: Crisis) -> [String] {
    let needed = crisis.requiredFiles.map(\.name).joined(separator: ", ")
    return [
      crisis.name, "\(crisis.from)", "\(crisis.to)",
      needed.isEmpty ? "ships" : "bring \(needed)", crisis.title,
    ]
  }
}
