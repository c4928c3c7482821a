import ArgumentParser
import MarginFiles

/// How `margin` and `explain` are told the portfolio and the models.
struct ModelOptions: ParsableArguments {
  @Argument(help: "The portfolio file.", completion: .file(extensions: ["yaml", "yml"]))
  var portfolio: String

  @Option(
    help: "A margin model; may be repeated.", completion: .list(ModelCatalogue.standard.ids))
  var model: [String] = []

  @Option(help: "A parameter file that defines a model, or replaces one.", completion: .file())
  var parameters: String?

  @Option(
    help: "A file whose `transforms` derive models, as in an experiment.", completion: .file())
  var transforms: String?

  @Option(help: "Change one value of the portfolio file; may be repeated.")
  var set: [String] = []

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(name: .short, help: "Print nothing but problems.")
  var quiet = false

  /// Whether any model is named or defined.
  var namesModels: Bool { !model.isEmpty || parameters != nil || transforms != nil }

  /// The models that are asked; those of `standard` when none is named or defined.
  func choice(standard: [String] = []) throws(FileError) -> ModelChoice {
    try ModelChoice(
      model, parameters: parameters, transforms: transforms, standard: standard)
  }

  /// The portfolio with its changes.
  func file() throws(FileError) -> PortfolioFile {
    try loadPortfolio(portfolio, named: portfolio, overrides: set)
  }
}
