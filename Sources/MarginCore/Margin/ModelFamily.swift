/// A margin rule in code whose numbers are data.
///
/// A venue, or a vintage of a venue, is a set of values for one family's parameters. To add a family,
/// write one file with a ``MarginModel`` and its `static let family`, and list it in ``all``.
public struct ModelFamily: Sendable {
  /// The name that parameter files use, such as `risk-array`.
  public let name: String
  /// What the rule does, in one sentence.
  public let summary: String
  /// The numbers it needs.
  public let parameters: [ModelParameter]
  /// The lists of rows that a parameter file may add, such as spreads or values per underlying.
  public let tables: [ModelTable]
  /// Builds the model with an id from a value for each parameter.
  public let make: @Sendable (_ id: String, _ values: ParameterValues) -> any MarginModel

  /// A family called `name`.
  public init(
    name: String, summary: String, parameters: [ModelParameter], tables: [ModelTable] = [],
    make: @escaping @Sendable (String, ParameterValues) -> any MarginModel
  ) {
    (self.name, self.summary, self.parameters, self.make) = (name, summary, parameters, make)
    self.tables = tables
  }

  /// Every family, in the order they are listed to users.
  public static let all: [ModelFamily] =
    [
      RegT.family, Tims.family, Span.family, DeribitPortfolio.family, DeribitStandard.family,
      DerivePortfolio.family, DeriveFirstPortfolio.family, DeriveStandard.family,
      ParadexOptions.family, ParadexPortfolio.family, OKXPortfolio.family, BybitPortfolio.family,
      SizeWeights.family, LeverageTiers.family, NotionalTiers.family, OpenInterestRates.family,
    ] + valueAtRisk
}

/// One number that a family needs.
///
/// A parameter file states every number that has no ``standard``.
public struct ModelParameter: Sendable, Equatable {
  /// Its name in kebab-case.
  public let name: String
  /// What it means, with its unit.
  public let meaning: String
  /// The values it may take.
  public let range: ClosedRange<Double>
  /// What it is where a parameter file says nothing; `nil` when every file must say it.
  public let standard: Double?

  /// A parameter that may take the values in `range`.
  public init(
    _ name: String, _ meaning: String, in range: ClosedRange<Double>, standard: Double? = nil
  ) {
    (self.name, self.meaning, self.range, self.standard) = (name, meaning, range, standard)
  }
}

/// A value for each parameter of one family, checked against the family by the catalogue.
public struct ParameterValues: Sendable, Equatable {
  private let values: [String: Double]
  /// Values of single underlyings by underlying, so that a look-up builds no name.
  private let own: [String: [String: Double]]
  private let tables: [String: [ParameterRow]]

  /// Values by parameter name, or by `UNDERLYING.name`, and rows by the name of their table.
  public init(_ values: [String: Double], tables: [String: [ParameterRow]] = [:]) {
    (self.values, self.tables) = (values, tables)
    own = values.reduce(into: [:]) { own, entry in
      guard let dot = entry.key.lastIndex(of: ".") else { return }
      let name = String(entry.key[dot...].dropFirst())
      own[String(entry.key[..<dot]), default: [:]][name] = entry.value
    }
  }

  /// The rows of a table in their order; none when the file has no such table.
  public func rows(of table: String) -> [ParameterRow] { tables[table] ?? [] }

  /// The value of the parameter called `name`; NaN when there is none.
  public subscript(name: String) -> Double { values[name] ?? .nan }

  /// The value that holds for one underlying: its own, called `UNDERLYING.name`, or the general one.
  public subscript(name: String, of underlying: String) -> Double {
    own[underlying]?[name] ?? self[name]
  }
}
