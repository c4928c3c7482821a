import ArgumentParser
import MarginFiles

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of experiment files.",
    discussion: """
      EXAMPLE
        margincall schema > experiment.schema.json
      """)

  func run() {
    Terminal.print(experimentJSONSchema())
  }
}
