import ArgumentParser
import MarginCore
import MarginFiles

struct Margin: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Margin of one portfolio in one market, component by component.",
    discussion: """
      EXAMPLE
        margincall margin experiments/short-strangle-portfolio.yaml --model reg-t --model span

      Without --model, reg-t, tims and span answer. Initial and maintenance margin are measured against
      equity, which holds option value already. Rule books that count premium inside the requirement
      are quoted beside it. Amounts stand in money and in each coin that the book is paid in.
      """)

  @OptionGroup var options: ModelOptions

  func run() throws {
    let report = try reportingProblems { try compute() }
    guard !options.quiet else { return }
    Terminal.print(options.json ? report.json : report.text)
  }

  private func compute() throws -> MarginReport {
    let choice = try options.choice(standard: ["reg-t", "tims", "span"])
    let file = try options.file()
    let results = try choice.map(over: options.portfolio) { model -> MarginReport.Result in
      let matrices = try (model as? any ScenarioModel)?
        .scenarioMatrices(for: file.portfolio, in: file.market)
      return (
        model.id,
        try model.requirement(for: file.portfolio, in: file.market)
          .finite(under: model.id, of: options.portfolio), matrices ?? []
      )
    }
    return MarginReport(results: results, file: file)
  }
}
