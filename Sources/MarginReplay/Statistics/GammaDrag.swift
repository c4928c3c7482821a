public import MarginCore

/// What staying hedged has cost an account so far: the gamma drag ledger.
///
/// Over a step, hedged convexity earns ½ Γ dS² + Θ dt = ½ Γ (dS² − σ_be² S² dt), and its hedge costs what
/// its trades cost (Black and Scholes, 1973; with discrete hedging Boyle and Emanuel, "Discretely
/// Adjusted Option Hedges", 1980; with costs Leland, 1985). The drag is what of it was lost:
///
///     drag = cost of hedge trades − (gamma + theta)
///
/// positive when staying neutral cost money. What a delta that was not hedged away gained or lost is the
/// slippage; it stands beside the drag and is not part of it.
public struct GammaDrag: Sendable {
  /// The sum of ``DragStep/drag`` so far.
  public private(set) var cumulative: Money = 0
  /// Premium of all options opened so far, taken in or paid.
  public private(set) var premium: Money = 0

  private var vega: Double = 0
  private var vegaSteps = 0

  /// A ledger without an entry.
  public init() {}

  /// Adds a step, and returns its row.
  public mutating func add(_ record: StepRecord) -> DragStep {
    let step = DragStep(record)
    cumulative += step.drag
    premium += record.hedging.premium
    if record.hedging.vega != 0 {
      (vega, vegaSteps) = (vega + abs(record.hedging.vega), vegaSteps + 1)
    }
    return step
  }

  /// The drag so far as a volatility: over the mean size of the book's vega; `nil` without vega.
  public var perVega: Double? { vega > 0 ? cumulative * Double(vegaSteps) / vega : nil }

  /// The drag so far as a share of the premium of all options opened; `nil` without any.
  public var perPremium: Double? { premium > 0 ? cumulative / premium : nil }
}

/// One step of the gamma drag ledger.
public struct DragStep: Sendable {
  /// What happened to the account in the step.
  public let record: StepRecord

  /// The ledger's view of `record`.
  public init(_ record: StepRecord) {
    self.record = record
  }

  /// What gamma earned less what time charged was short of zero by: −(gamma + theta).
  public var shortfall: Money { -(record.attribution.gamma + record.attribution.theta) }

  /// What staying neutral cost in the step; negative when it paid.
  public var drag: Money { record.hedging.cost.total + shortfall }

  /// Gain of the hedge and of the delta that it was to offset.
  public var slippage: Money { record.attribution.hedge + record.attribution.delta }

  /// Interest, dividends, funding and borrow: what positions and cash brought by being held.
  public var carry: Money {
    let parts = record.attribution
    return parts.interest + parts.dividends + parts.funding + parts.borrow
  }

  /// The volatility at which gamma and theta cancel, σ_be² = −2 Θ / (Γ S²), summed over underlyings;
  /// `nil` where no volatility does.
  public var breakEvenVolatility: Volatility? {
    let entry = record.hedging
    return root(-entry.thetaEarned, over: entry.gammaPerVariance)
  }

  /// The step's move as a volatility per year, each underlying weighted by its Γ S²; `nil` without
  /// gamma, or where the weights have both signs and leave no variance.
  public var realisedVolatility: Volatility? {
    root(record.hedging.gammaEarned, over: record.hedging.gammaPerVariance)
  }
}

/// √(a ÷ b); `nil` unless both have one sign.
func root(_ a: Double, over b: Double) -> Double? {
  guard b != 0, a / b >= 0, (a / b).isFinite else { return nil }
  return (a / b).squareRoot()
}
