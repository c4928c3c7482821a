/// How far the expansion goes that explains each step's profit.
public struct AttributionPlan: Sendable, Equatable {
  /// Terms beyond the six that are always there.
  public var terms: Set<Term> = []
  /// Share of the book's gross profit above which the residual flags its step; see
  /// ``Attribution/residualShare``.
  public var threshold: Double = 0.1
  /// Into how many substeps a flagged step is split; 1 leaves it whole.
  public var substeps: Int = 1

  /// A term that is explained only when asked for.
  public enum Term: String, Sendable, CaseIterable {
    /// Charm · dS · dt.
    case charm
    /// ⅙ speed · dS³.
    case speed
    /// Rho · dr, the change of an underlying's rate over the step.
    case rho
  }

  /// The six terms of second order, unsplit; residuals above a tenth are flagged.
  public init() {}
}
