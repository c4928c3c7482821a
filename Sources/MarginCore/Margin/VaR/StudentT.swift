/// Student's t distribution with any number of degrees of freedom above 0 and up to 1,000.
struct StudentT: Sendable, Equatable {
  /// Degrees of freedom ν.
  let degrees: Double

  init(degrees: Double) {
    self.degrees = degrees
  }

  /// What brings the standard deviation to 1, for ν above 2.
  var unitScale: Double { ((degrees - 2) / degrees).squareRoot() }

  /// Density at `x`.
  func density(_ x: Double) -> Double {
    let power = -0.5 * (degrees + 1) * Elementary.log(1 + x * x / degrees)
    return gammaRatio(0.5 * degrees) / (degrees * .pi).squareRoot() * Elementary.exp(power)
  }

  /// Probability of a value at or below `x`, accurate relative to its own size below 0.
  func cumulative(_ x: Double) -> Double {
    guard !x.isNaN else { return x }
    guard x <= 0 else { return 1 - cumulative(-x) }
    guard x > -1e150 else { return 0 }
    let square = x * x
    return 0.5
      * RegularizedBeta(a: 0.5 * degrees, b: 0.5)
      .value(at: degrees / (degrees + square), complement: square / (degrees + square))
  }

  /// The value that the variable stays below with this probability; infinite at 0 and 1.
  ///
  /// Bisection between powers of two, then one Newton step.
  func quantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? -.infinity : probability == 1 ? .infinity : .nan
    }
    guard probability != 0.5 else { return 0 }
    guard probability < 0.5 else { return -quantile(1 - probability) }
    let x = bisectedQuantile(probability)
    return x - (cumulative(x) - probability) / density(x)
  }

  private func bisectedQuantile(_ probability: Double) -> Double {
    var (low, high) = (-1.0, 0.0)
    while cumulative(low) > probability { (low, high) = (2 * low, low) }
    for _ in 0..<40 {
      let middle = 0.5 * (low + high)
      if cumulative(middle) < probability { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }

  /// Mean of the values below the `probability` quantile, for ν above 1; negative.
  ///
  /// Source: McNeil, Frey and Embrechts, "Quantitative Risk Management", example 2.15.
  func tailMean(_ probability: Double) -> Double {
    let x = quantile(probability)
    return -density(x) / probability * (degrees + x * x) / (degrees - 1)
  }
}

/// Γ(a + ½) ÷ Γ(a) for a > 0.
///
/// The asymptotic series of its logarithm (Tricomi and Erdélyi, 1951) from a = 20 on, where the first
/// term left out is below 1e-15, and recurrence up to there.
func gammaRatio(_ a: Double) -> Double {
  var (a, factor) = (a, 1.0)
  while a < 20 {
    factor *= a / (a + 0.5)
    a += 1
  }
  let inverse = 1 / a
  let square = inverse * inverse
  let series =
    inverse * (-1.0 / 8 + square * (1.0 / 192 + square * (-1.0 / 640 + square * 17.0 / 14336)))
  return factor * a.squareRoot() * Elementary.exp(series)
}
