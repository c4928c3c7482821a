import ArgumentParser
import MarginCore
import MarginFiles
import MarginReports

struct Margin: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Margin of one portfolio in one market, component by component.",
    discussion: """
      EXAMPLE
        margincall margin experiments/short-strangle-portfolio.yaml --model reg-t --model span

      Initial and maintenance margin are measured against equity, which holds option value already.
      Rule books that count premium inside the requirement are quoted beside it.
      """)

  @Argument(help: "The portfolio file.", completion: .file(extensions: ["yaml", "yml"]))
  var portfolio: String

  @Option(
    help: "A margin model; may be repeated (default: reg-t, tims, span).",
    completion: .list(ModelCatalogue.standard.ids))
  var model: [String] = []

  @Option(help: "A parameter file that defines a model, or replaces one.", completion: .file())
  var parameters: String?

  @Option(help: "Change one value of the portfolio file; may be repeated.")
  var set: [String] = []

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let (file, results) = try reportingProblems { try compute() }
    let equity = file.portfolio.equity(in: file.market)
    Terminal.print(
      json
        ? MarginReport.json(results, equity: equity, currency: file.currency)
        : MarginReport.text(results, equity: equity, currency: file.currency))
  }

  private func compute() throws -> (PortfolioFile, [MarginReport.Result]) {
    let choice = try ModelChoice(
      model, parameters: parameters, standard: ["reg-t", "tims", "span"])
    let file = try loadPortfolio(portfolio, named: portfolio, overrides: set)
    let results = try choice.map(over: portfolio) { model -> MarginReport.Result in
      let matrices = try (model as? any ScenarioModel)?
        .scenarioMatrices(for: file.portfolio, in: file.market)
      return (
        model.id, try model.requirement(for: file.portfolio, in: file.market), matrices ?? []
      )
    }
    return (file, results)
  }
}
