import ArgumentParser
import MarginCore
import MarginFiles

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Why a model asks what it asks: scenario, contributions, netting, distances.",
    discussion: """
      EXAMPLE
        margincall explain experiments/short-strangle-portfolio.yaml --model span

      Contributions are Shapley values and add up to the initial margin. Distances are the smallest
      moves, all prices or all volatilities together, at which equity falls below maintenance.
      """)

  @Argument(help: "The portfolio file.", completion: .file(extensions: ["yaml", "yml"]))
  var portfolio: String

  @Option(
    help: "A margin model; may be repeated.", completion: .list(ModelCatalogue.standard.ids))
  var model: [String] = []

  @Option(help: "A parameter file that defines a model, or replaces one.", completion: .file())
  var parameters: String?

  @Option(help: "Change one value of the portfolio file; may be repeated.")
  var set: [String] = []

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if model.isEmpty, parameters == nil { throw ValidationError("name a model:  --model span") }
  }

  func run() throws {
    let (file, results) = try reportingProblems { () throws -> (PortfolioFile, [ExplainReport]) in
      let choice = try ModelChoice(model, parameters: parameters)
      let file = try loadPortfolio(portfolio, named: portfolio, overrides: set)
      return (file, try choice.map(over: portfolio) { try ExplainReport($0, file) })
    }
    Terminal.print(
      json
        ? JSONValue.array(results.map(\.json)).text
        : (["equity \(amount(file.portfolio.equity(in: file.market))) \(file.currency)"]
          + results.map(\.text)).joined(separator: "\n\n"))
  }
}
