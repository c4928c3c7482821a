import ArgumentParser
import MarginFiles

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of experiment files, or of what a command answers.",
    discussion: """
      EXAMPLE
        margincall schema > experiment.schema.json

      With --of margin or --of explain, the schema of what that command prints under --json.
      """)

  @Option(help: "What the schema is of: experiment, margin or explain.")
  var of = Subject.experiment

  func run() {
    switch of {
    case .experiment: Terminal.print(experimentJSONSchema())
    case .margin: Terminal.print(AnswerSchema.margin.text)
    case .explain: Terminal.print(AnswerSchema.explain.text)
    }
  }

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case experiment, margin, explain
  }
}
