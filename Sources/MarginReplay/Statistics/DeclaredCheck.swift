/// A statement about a run's summary that must hold, such as `coverage(span) >= 0.99`.
public struct DeclaredCheck: Sendable, Equatable {
  /// The metric's name.
  public let metric: String
  /// The account's governing model.
  public let model: String
  /// How the metric must compare with the bound.
  public let comparison: Comparison
  /// The bound.
  public let bound: Double

  /// The comparisons a check may make.
  public enum Comparison: String, Sendable, CaseIterable {
    /// At least.
    case atLeast = ">="
    /// At most.
    case atMost = "<="
    /// More than.
    case above = ">"
    /// Less than.
    case below = "<"
    /// Exactly, or within a tolerance.
    case equal = "=="

    /// Whether `value` compares so with `bound`; only equality knows a tolerance.
    public func holds(_ value: Double, _ bound: Double, within tolerance: Double = 0) -> Bool {
      switch self {
      case .atLeast: value >= bound
      case .atMost: value <= bound
      case .above: value > bound
      case .below: value < bound
      case .equal: abs(value - bound) <= tolerance
      }
    }
  }

  /// Reads `metric(model) comparison number`; `nil` for anything else.
  public init?(_ text: String) {
    guard let comparison = Comparison.allCases.first(where: { text.contains($0.rawValue) }),
      let split = text.firstRange(of: comparison.rawValue),
      let bound = Double(text[split.upperBound...].filter { $0 != " " && $0 != "_" }),
      bound.isFinite,
      let call = Self.call(text[..<split.lowerBound])
    else { return nil }
    (metric, model) = call
    (self.comparison, self.bound) = (comparison, bound)
  }

  private static func call(_ text: Substring) -> (metric: String, model: String)? {
    let compact = text.filter { $0 != " " }
    guard let open = compact.firstIndex(of: "("), compact.last == ")", open > compact.startIndex
    else { return nil }
    let model = compact[compact.index(after: open)...].dropLast()
    return model.isEmpty ? nil : (String(compact[..<open]), String(model))
  }

  /// What the check finds in a run's summaries; a metric that has no value fails.
  public func outcome(in summaries: [AccountSummary]) -> Outcome {
    let value = summaries.first { $0.model == model }?.number(metric)
    return Outcome(
      check: self, value: value, passed: value.map { comparison.holds($0, bound) } ?? false)
  }

  /// What a check found.
  public struct Outcome: Sendable, Equatable {
    /// The check.
    public let check: DeclaredCheck
    /// The metric's value; `nil` when the run does not determine it.
    public let value: Double?
    /// Whether the check holds.
    public let passed: Bool
  }
}

extension DeclaredCheck: CustomStringConvertible {
  /// The check as a user writes it.
  public var description: String { "\(metric)(\(model)) \(comparison.rawValue) \(bound)" }
}
