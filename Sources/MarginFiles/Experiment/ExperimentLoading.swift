/// Reads and checks an experiment file.
///
/// - Parameters:
///   - path: The file.
///   - file: What problems call the file.
///   - overrides: Values of `--set`, such as `costs.fee=2bp`, put in before anything is checked.
///   - catalogue: The margin models that may be named.
/// - Throws: ``FileError`` with every problem of the file and the overrides.
public func loadExperiment(
  _ path: String, named file: String, overrides: [String] = [],
  catalogue: ModelCatalogue = .standard
) throws(FileError) -> Experiment {
  try parseExperiment(
    try readYAMLText(path, named: file), named: file, overrides: overrides, catalogue: catalogue)
}

/// Reads and checks the text of an experiment file; see ``loadExperiment(_:named:overrides:catalogue:)``.
public func parseExperiment(
  _ text: String, named file: String, overrides: [String] = [],
  catalogue: ModelCatalogue = .standard
) throws(FileError) -> Experiment {
  var (settings, problems) = try readSettings(
    text, named: file, overrides: overrides, fields: ExperimentSchema.fields,
    called: "the experiment")
  settings.completeInterest()
  problems += ExperimentChecks(settings: settings, catalogue: catalogue).problems
  guard problems.isEmpty else { throw .invalid(problems.inFileOrder) }
  do {
    return try Experiment(settings, file: file)
  } catch {
    throw .invalid([error.problem(in: file)])
  }
}

/// Every problem of an experiment file; none when it can be run.
///
/// Parameters are those of ``loadExperiment(_:named:overrides:catalogue:)``.
public func checkExperiment(
  _ path: String, named file: String, overrides: [String] = [],
  catalogue: ModelCatalogue = .standard
) -> [Problem] {
  do {
    _ = try loadExperiment(path, named: file, overrides: overrides, catalogue: catalogue)
    return []
  } catch {
    return error.problems
  }
}

/// The experiment as canonical YAML: every default filled in, fixed key order, paths as written.
public func resolvedYAML(of experiment: Experiment) -> String {
  CanonicalYAML.text(of: experiment.settings)
}

/// The JSON Schema (draft 2020-12) of experiment files.
public func experimentJSONSchema() -> String {
  let head: [(String, JSONValue)] = [
    ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
    ("title", .string("margincall experiment")),
  ]
  guard case .object(let body) = Shape.record(ExperimentSchema.fields).schema else { return "{}" }
  return JSONValue.object(head + body).text + "\n"
}

extension Record {
  /// Fills in interest where all underlyings share one rate.
  fileprivate mutating func completeInterest() {
    guard let setting = self["portfolio"], var portfolio = setting.record,
      !portfolio.has("interest"), let rate = sharedRate
    else { return }
    let interest = Setting(place: setting.place, content: .number(rate))
    portfolio.insert("interest", interest, before: "strategies")
    replace("portfolio", by: Setting(place: setting.place, content: .record(portfolio)))
  }

  private var sharedRate: Double? {
    let settings = underlyings.compactMap { $0.value.record?["rate"] }
    let rates = settings.compactMap(\.number)
    guard rates.count == settings.count, let first = rates.first else { return nil }
    return rates.contains { $0 != first } ? nil : first
  }

  /// The underlyings of an experiment or portfolio file, in file order.
  var underlyings: [Record.Entry] { self["market"]?.record?["underlyings"]?.record?.entries ?? [] }
}
