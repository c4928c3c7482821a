import ArgumentParser
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
    let head = Self.line("NAME", "FROM", "TO", "DATA", "TITLE")
    Terminal.print(([head] + crises.map(Self.line)).joined(separator: "\n"))
  }

  private static func line(_ crisis: Crisis) -> String {
    let needed = crisis.requiredFiles.map(\.name).joined(separator: ", ")
    return line(
      crisis.name, "\(crisis.from)", "\(crisis.to)", needed.isEmpty ? "ships" : "bring \(needed)",
      crisis.title)
  }

  private static func line(
    _ name: String, _ from: String, _ to: String, _ data: String, _ title: String
  ) -> String {
    padded(name, 22) + padded(from, 12) + padded(to, 12) + padded(data, 20) + title
  }
}
