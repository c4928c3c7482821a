public import MarginCore

/// One number of a run's summary.
public struct Metric: Sendable, Equatable {
  /// Its name in snake_case, such as `peak_initial_margin`.
  public let name: String
  /// Its value; `nil` when the run does not determine it.
  public let value: Value?
  /// Its unit.
  public let unit: Unit

  /// A metric called `name`.
  public init(_ name: String, _ value: Value?, _ unit: Unit) {
    (self.name, self.value, self.unit) = (name, value, unit)
  }

  /// A number or a moment.
  public enum Value: Sendable, Equatable {
    /// A quantity.
    case number(Double)
    /// A moment.
    case time(Timestamp)
  }

  /// What a metric is measured in.
  public enum Unit: String, Sendable, CaseIterable {
    /// The account's base currency.
    case money
    /// A ratio; 0.05 is 5 %.
    case ratio
    /// A number of occurrences.
    case count
    /// A moment.
    case time
  }
}

/// The metrics of one governed account.
public struct AccountSummary: Sendable, Equatable {
  /// The governing model.
  public let model: String
  /// Its metrics, in the order of `summary.csv`.
  public let metrics: [Metric]

  /// The summary of the account that `model` governed.
  public init(model: String, metrics: [Metric]) {
    (self.model, self.metrics) = (model, metrics)
  }

  /// The value of the metric called `name`, if it is a number.
  public func number(_ name: String) -> Double? {
    guard case .number(let value) = metrics.first(where: { $0.name == name })?.value else {
      return nil
    }
    return value
  }

  /// The value of the metric called `name`, if it is a moment.
  public func time(_ name: String) -> Timestamp? {
    guard case .time(let time) = metrics.first(where: { $0.name == name })?.value else {
      return nil
    }
    return time
  }
}
