import ArgumentParser
import MarginFiles

struct CrisesShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a crisis: data, facts with sources, what is modelled.",
    discussion: """
      EXAMPLE
        margincall crises show luna-2022
      """)

  @Argument(help: "The name of the crisis.")
  var name: String

  @OptionGroup var library: CrisisFolder

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let crisis = try library.crisis(name)
    Terminal.print(json ? crisis.json.text : crisis.text)
  }
}
