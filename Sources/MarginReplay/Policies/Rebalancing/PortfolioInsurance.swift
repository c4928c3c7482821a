public import MarginCore

/// Constant proportion portfolio insurance: a multiple of what stands above a floor.
///
/// Exposure = min(cap·V, m·max(0, V − F)), the floor F growing at its rate. Between two steps the price
/// may fall through the floor: under geometric Brownian motion with probability
/// N{[ln((m − 1)/m) + r dt − (μ − σ²/2)dt] / (σ√dt)}. Sources: Black and Perold (1992); Balder,
/// Brandl and Mahayni (2009).
public struct PortfolioInsurance: ExposureRule {
  /// Units of exposure for each unit of cushion, m > 0.
  public let multiplier: Double
  /// The floor at the first step, as a fraction of the deposit.
  public let floor: Double
  /// Rate at which the floor grows.
  public let floorRate: Rate
  /// The most exposure, as a multiple of equity.
  public let cap: Double

  /// Insurance of `floor` times the deposit.
  public init(multiplier: Double, floor: Double, floorRate: Rate, cap: Double = 1) {
    (self.multiplier, self.floor) = (multiplier, floor)
    (self.floorRate, self.cap) = (floorRate, cap)
  }

  /// The exposure as a multiple of equity; 0 at the floor and below.
  public func exposure(for allocation: Allocation) -> Double {
    let floor = floor(of: allocation.deposit, after: allocation.age)
    return min(cap, multiplier * max(0, allocation.wealth - floor) / allocation.wealth)
  }

  /// The floor of an account that began with `deposit`, so long after its first step.
  public func floor(of deposit: Money, after age: Years) -> Money {
    deposit * floor * (1 + growth(at: floorRate, over: age))
  }
}
