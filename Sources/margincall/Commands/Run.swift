import ArgumentParser

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay an experiment and write its report folder.",
    discussion: """
      EXAMPLE
        margincall run experiments/black-monday-1987.yaml --set costs.fee=2bp --out reports/dearer
      """)

  @Argument(help: "The experiment file.", completion: .file(extensions: ["yaml", "yml"]))
  var experiment: String

  @OptionGroup var options: RunOptions

  func run() throws {
    try ReportedReplay(experiment: experiment, options: options).perform()
  }
}
