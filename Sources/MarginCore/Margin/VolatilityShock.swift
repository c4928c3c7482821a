/// What happens to volatility in a scenario.
enum VolatilityMove: Sendable {
  case down, same, up
}

/// How a venue moves the volatility of an option: by (30 days/t)^power of a 30-day shock.
///
/// Options of up to 30 days get the short power, others the long one, as Deribit, Derive and Paradex do
/// it.
struct VolatilityShock: Sendable {
  let up: Double
  let down: Double
  let shortPower: Double
  let longPower: Double
  /// Shorter times count as so many days.
  let floorDays: Double
  /// Least volatility after a rise.
  let leastUp: Volatility

  init(_ values: ParameterValues, _ name: String, floorDays: Double, leastUp: Volatility) {
    (up, down) = (values["vol-range-up", of: name], values["vol-range-down", of: name])
    shortPower = values["short-term-vega-power", of: name]
    longPower = values["long-term-vega-power", of: name]
    (self.floorDays, self.leastUp) = (floorDays, leastUp)
  }

  /// Factors on the volatility of one expiry.
  struct Factors: Sendable {
    fileprivate let up, down: Double
    fileprivate let leastUp: Volatility

    /// Volatility after a move.
    func moved(_ level: Volatility, _ move: VolatilityMove) -> Volatility {
      switch move {
      case .down: level * down
      case .same: level
      case .up: max(leastUp, level * up)
      }
    }
  }

  /// What the shock does to options of `years`.
  func factors(years: Years) -> Factors {
    let factor = factor(years: years)
    return Factors(up: 1 + up * factor, down: max(0, 1 - down * factor), leastUp: leastUp)
  }

  /// Volatility of an option of `years` after a move.
  func moved(_ level: Volatility, _ move: VolatilityMove, years: Years) -> Volatility {
    factors(years: years).moved(level, move)
  }

  /// The move of a 30-day volatility, as scenarios are reported.
  func reported(_ move: VolatilityMove) -> Double {
    switch move {
    case .down: -down
    case .same: 0
    case .up: up
    }
  }

  private func factor(years: Years) -> Double {
    let days = max(years * 365, floorDays)
    let power = years * 365 <= 30 ? shortPower : longPower
    return Elementary.exp(power * Elementary.log(30 / days))
  }
}
