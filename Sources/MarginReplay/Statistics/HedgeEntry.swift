public import MarginCore

/// What one step adds to the gamma drag ledger beyond its ``Attribution``.
public struct HedgeEntry: Sendable, Equatable {
  /// What the step's hedge trades cost.
  public var cost = TradeCost()
  /// How many there were.
  public var trades = 0
  /// Whether the policy looked at the book and left its hedge as it was.
  public var isAvoided = false
  /// Premium of options opened in the step, taken in or paid, ≥ 0.
  public var premium: Money = 0
  /// Vega of the book at the start of the step, per 1.00 of volatility.
  public var vega: Double = 0
  /// What gamma earns per unit of variance: ½ Σ Γ S² dt at the start of the step.
  public var gammaPerVariance: Money = 0
  /// What gamma earned: ½ Σ Γ dS², Greeks at the start of the step.
  public var gammaEarned: Money = 0
  /// What time paid: Σ Θ dt, Greeks at the start of the step.
  public var thetaEarned: Money = 0
  /// The largest relative move of an underlying of the book over the step, ≥ 0.
  public var move: Double = 0

  /// An entry of nothing.
  public init() {}

  static let none = HedgeEntry()

  mutating func add(_ cost: TradeCost) {
    self.cost = self.cost + cost
    trades += 1
  }

  /// Adds what a book with these Greeks was exposed to over one move of its underlying.
  mutating func observe(_ greeks: Greeks, from: Double, to: Double, years: Years) {
    guard greeks != Greeks() else { return }
    vega += greeks.vega
    gammaPerVariance += 0.5 * greeks.gamma * from * from * years
    gammaEarned += 0.5 * greeks.gamma * (to - from) * (to - from)
    thetaEarned += greeks.theta * years
    if from != 0 { move = max(move, abs((to - from) / from)) }
  }
}
