import ArgumentParser
import Foundation
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

  @OptionGroup var options: ModelOptions

  @Option(
    help: "Write the loss of every position in every scenario as CSV; - for standard output.",
    completion: .file(extensions: ["csv"]))
  var matrix: String?

  func validate() throws {
    if !options.namesModels { throw ValidationError("name a model:  --model span") }
  }

  func run() throws {
    let (file, results) = try reportingProblems { () throws -> (PortfolioFile, [ExplainReport]) in
      let choice = try options.choice()
      let file = try options.file()
      let results = try choice.map(over: options.portfolio) { model in
        _ = try model.requirement(for: file.portfolio, in: file.market)
          .finite(under: model.id, of: options.portfolio)
        return try ExplainReport(model, file)
      }
      if let matrix { try writeMatrices(of: results, to: matrix) }
      return (file, results)
    }
    guard !options.quiet, matrix != "-" else { return }
    Terminal.print(
      options.json
        ? JSONValue.array(results.map(\.json)).text
        : (["equity \(amount(file.portfolio.equity(in: file.market))) \(file.currency)"]
          + results.map(\.text)).joined(separator: "\n\n"))
  }

  private func writeMatrices(of results: [ExplainReport], to path: String) throws {
    let silent = results.filter { $0.matrices == nil }
    guard silent.isEmpty else {
      throw FileError.invalid(
        silent.map {
          Problem(
            at: Place("--model \($0.model)"), "\($0.model) has no scenarios to write",
            code: "no-scenarios",
            hint: "leave --matrix out, or name a model of scenarios such as span"
          )
        })
    }
    let csv = scenarioMatrixCSV(
      results.map { ($0.model, $0.matrices ?? []) }, names: results.first?.positionNames ?? [])
    guard path != "-" else { return Terminal.print(csv) }
    do {
      try Data(csv.utf8).write(to: URL(fileURLWithPath: path))
    } catch {
      throw FileError.cannotCreate(
        Problem(
          at: Place(path), "cannot be written", code: "cannot-create",
          hint: "choose another place with --matrix"))
    }
  }
}
