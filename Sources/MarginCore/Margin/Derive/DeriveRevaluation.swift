/// One expiry as Derive's portfolio managers revalue it: what its options share, computed once.
struct DeriveRevaluation {
  private let expiry: DeriveExpiry
  private let shock: VolatilityShock.Factors
  private let linear, absolute: DeriveSkew
  /// Factor on every value; 1 where prices are undiscounted.
  private let discount: Double
  /// Factors on a positive and on a negative value after a shock: gains count for less, debts for more.
  private let long, short: Double
  private let basisUp, basisDown: Double
  /// Share of the loss that counts when the forward moves without the others.
  private let basisShare: Double
  /// Value at the marks.
  let marked: Money

  /// An expiry of the second manager, PM2, or of the first, PMRM.
  init(_ expiry: DeriveExpiry, _ values: ParameterValues, _ name: String, isSecond: Bool) {
    let number = { (parameter: String) in values[parameter, of: name] }
    let years = expiry.years
    self.expiry = expiry
    shock = VolatilityShock(
      values, name, floorDays: number("floor-days"), leastUp: isSecond ? number("least-vol-up") : 0
    ).factors(years: years)
    linear = DeriveSkew.linear(values, name, years: years)
    absolute = DeriveSkew.absolute(values, name, years: years)
    discount = isSecond ? expiry.discount : 1
    let rate = expiry.rate
    let fall = years * (rate * number("long-rate-multiple") + number("long-rate-added"))
    let rise = years * (rate * number("short-rate-multiple") + number("short-rate-added"))
    long = number("long-discount") * Elementary.exp(-fall)
    short =
      isSecond ? min(1 / expiry.discount, number("short-discount") * Elementary.exp(rise)) : 1
    (basisUp, basisDown) = (number("basis-up"), number("basis-down"))
    basisShare = number("basis-added") + number("basis-multiple") * years
    marked = discount * expiry.value(at: expiry.forward, volatility: \.volatility)
  }

  /// Profit in a scenario.
  func profit(in scenario: DeriveScenario) -> Money {
    let shocked = value(of: expiry, in: scenario)
    let profit = shocked * haircut(shocked) - marked
    // The opposite rotation is assumed to be as likely, so that expiries never offset one another.
    return scenario.shape.isRotation ? -abs(profit) : profit
  }

  /// How the whole expiry is treated in a scenario: the factor on its value, and on its profit the side of
  /// a rotation.
  func treatment(in scenario: DeriveScenario) -> (haircut: Double, side: Double) {
    let shocked = value(of: expiry, in: scenario)
    let isTurned = scenario.shape.isRotation && shocked * haircut(shocked) > marked
    return (haircut(shocked), isTurned ? -1 : 1)
  }

  /// The share of a scenario's profit that some of the options have, treated like the whole.
  func profit(
    of part: DeriveExpiry, in scenario: DeriveScenario,
    _ treatment: (haircut: Double, side: Double)
  ) -> Money {
    (value(of: part, in: scenario) * treatment.haircut - marked(part)) * treatment.side
  }

  /// Loss when the forward moves without the others, as far as it counts, ≤ 0.
  var basis: Money { basisMove.map { basis(of: expiry, $0) } ?? 0 }

  /// The factor on the forward that loses more, if one loses.
  var basisMove: Double? {
    let (up, down) = (basis(of: expiry, basisUp), basis(of: expiry, basisDown))
    return min(up, down) < 0 ? (up <= down ? basisUp : basisDown) : nil
  }

  /// What some of the options gain when the forward moves without the others, as far as it counts.
  func basis(of part: DeriveExpiry, _ move: Double) -> Money {
    let moved = discount * part.value(at: forward(move), volatility: \.volatility)
    return (moved - marked(part)) * basisShare
  }

  private func marked(_ part: DeriveExpiry) -> Money {
    discount * part.value(at: expiry.forward, volatility: \.volatility)
  }

  private func haircut(_ shocked: Money) -> Double { shocked >= 0 ? long : short }

  private func forward(_ move: Double) -> Double { expiry.variable * move + expiry.fixed }

  private func value(of part: DeriveExpiry, in scenario: DeriveScenario) -> Money {
    let forward = forward(scenario.price)
    let value =
      switch scenario.shape {
      case .level(let move): part.value(at: forward) { shock.moved($0.volatility, move) }
      case .linearSkew:
        part.value(at: forward) {
          $0.volatility * linear.factor(Elementary.logRatio($0.strike, forward))
        }
      case .absoluteSkew:
        part.value(at: forward) {
          $0.volatility * absolute.factor(abs(Elementary.logRatio($0.strike, forward)))
        }
      }
    return discount * value
  }
}
