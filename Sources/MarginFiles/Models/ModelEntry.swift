public import MarginCore

/// A margin model of the catalogue: a family, a value for each of its parameters, and their source.
public struct ModelEntry: Sendable {
  /// The name used in experiments, such as `reg-t`.
  public let id: String
  /// The rule in code.
  public let family: ModelFamily
  /// Its name in words.
  public let title: String
  /// The day on which these values were in force or published.
  public let vintage: CalendarDay
  /// Where the values come from.
  public let source: String
  /// Where the source can be read.
  public let link: String
  /// What was checked against published numbers.
  public let verified: [String]
  /// What the venue does and this model does not.
  public let gaps: [String]
  /// The parameters, in the order of the family.
  public let parameters: [Value]
  /// The rows of each table that the file gives, by the table's name.
  public let tables: [String: [ParameterRow]]
  /// Values that differ for one underlying, named `UNDERLYING.parameter`.
  public let own: [Value]

  /// One parameter and its value.
  public struct Value: Sendable, Equatable {
    /// Its name in kebab-case.
    public let name: String
    /// Its value.
    public let value: Double
    /// What it means, with its unit.
    public let meaning: String
  }

  /// The model with some of its parameters replaced.
  public func model(overrides: [String: Double] = [:]) throws(CatalogueError) -> any MarginModel {
    for (name, value) in overrides.sorted(by: { $0.key < $1.key }) {
      if let fault = fault(of: name, value) { throw fault }
    }
    let values = (parameters + own).map { ($0.name, overrides[$0.name] ?? $0.value) }
    return family.make(
      id,
      ParameterValues(
        Dictionary(values, uniquingKeysWith: { first, _ in first }), tables: tables))
  }

  /// What is wrong with giving the parameter called `name`, or `UNDERLYING.name`, this value.
  func fault(of name: String, _ value: Double) -> CatalogueError? {
    let general = own.contains { $0.name == name } ? name.split(separator: ".").last : nil
    let known = general.map(String.init) ?? name
    guard let parameter = family.parameters.first(where: { $0.name == known }) else {
      return .unknownParameter(name, model: id, known: family.parameters.map(\.name))
    }
    return parameter.range.contains(value)
      ? nil : .outOfRange(name, value, range: parameter.range, model: id)
  }
}

/// Why the catalogue has no such model.
public enum CatalogueError: Error, Sendable, Equatable {
  /// There is no model with this id.
  case unknownModel(String, known: [String])
  /// The model has no parameter of this name.
  case unknownParameter(String, model: String, known: [String])
  /// The value is outside what the parameter may take.
  case outOfRange(String, Double, range: ClosedRange<Double>, model: String)

  /// The error as a problem at `place`.
  public func problem(at place: Place) -> Problem {
    switch self {
    case .unknownModel(let id, let known):
      Problem(
        at: place, "there is no margin model `\(shown(id))`", code: "unknown-model",
        hint: hint(for: id, among: known))
    case .unknownParameter(let name, let model, let known):
      Problem(
        at: place, "\(model) has no parameter `\(shown(name))`", code: "unknown-parameter",
        hint: hint(for: name, among: known))
    case .outOfRange(let name, let value, let range, let model):
      Problem(
        at: place, "\(name) `\(numberText(value))` of \(model) is out of range",
        code: "out-of-range", hint: "it must be \(Bounds(range).words)\(percentHint(value, range))")
    }
  }
}

private func percentHint(_ value: Double, _ range: ClosedRange<Double>) -> String {
  guard range.upperBound <= 1, value > 1, value <= 100 else { return "" }
  return "; as a fraction, \(numberText(value / 100)) is \(numberText(value)) %"
}
