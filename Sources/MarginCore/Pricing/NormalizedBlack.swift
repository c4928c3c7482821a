/// Black's price out of the money as a fraction of the highest price, by total volatility s = σ√T.
///
/// With x = |ln(F/K)| ≥ 0, a = x/s − s/2 and b = x/s + s/2 the fraction is p = n(a) (M(a) − M(b)), M
/// being Mills' ratio: nothing overflows, underflows early or cancels, however far the strike is from
/// the forward. dp/ds = n(a), which has its inflection where a = 0, at s = √(2x). Jäckel ("Let's Be
/// Rational", 2015) divides by √(FK) instead, which differs by the factor e^(x/2).
struct NormalizedBlack {
  /// |ln(F/K)|.
  let logMoneyness: Double

  /// Total volatility at the inflection.
  var inflection: Double { (2 * logMoneyness).squareRoot() }

  /// The fraction at total volatility `s` > 0.
  func fraction(_ s: Double) -> Double {
    let (m, t) = (logMoneyness / s, 0.5 * s)
    guard m < t, !Normal.isClose(m, t) else {
      return Normal.density(m - t) * Normal.millsDifference(around: m, halfWidth: t)
    }
    return 1 - Normal.density(t - m) * (Normal.millsRatio(t - m) + Normal.millsRatio(t + m))
  }

  /// The total volatility at which a = `distance`.
  func totalVolatility(distance a: Double) -> Double {
    let b = upperDistance(a)
    return a > 0 ? 2 * logMoneyness / (a + b) : b - a
  }

  private func upperDistance(_ a: Double) -> Double { (a * a + 2 * logMoneyness).squareRoot() }

  /// The total volatility at which the fraction is `fraction`, with `room` = 1 − `fraction` and
  /// `depth` = −ln `fraction`.
  func totalVolatility(fraction: Double, room: Double, depth: () -> Double) -> Double {
    let half = 0.5 * inflection
    let atInflection = Self.steepest * Normal.millsDifference(around: half, halfWidth: half)
    let excess = (fraction - atInflection) / Self.steepest
    if excess > 1 { return upperRoot(room) }
    if fraction < atInflection {
      let tangent = inflection - atInflection / Self.steepest
      let start = tailPoint(logMoneyness / tangent - 0.5 * tangent)
      if fraction < Normal.density(start.distance) * start.factor {
        return tailRoot(fraction, depth(), start)
      }
    }
    return middleRoot(fraction, excess)
  }

  /// n(0), the slope at the inflection.
  private static let steepest = 0.3989422804014327
}

// Below the tangent at the inflection: far out of the money.
extension NormalizedBlack {
  private func tailRoot(_ fraction: Double, _ depth: Double, _ start: TailPoint) -> Double {
    let search = TailSearch(price: fraction, depth: depth, start: start) { a in
      1 + 2 * a * a / (a * a + 2 * logMoneyness)
    }
    return totalVolatility(distance: search.distance(tailPoint))
  }

  private func tailPoint(_ a: Double) -> TailPoint {
    let b = upperDistance(a)
    let s = 2 * logMoneyness / (a + b)
    let factor = Normal.millsDifference(around: 0.5 * (a + b), halfWidth: 0.5 * s)
    let (perB, skew) = (1 / b, a / (b * b))
    return TailPoint(
      distance: a, factor: factor, decay: s * perB / factor, second: -a - perB - skew,
      secondSlope: -1 + skew * perB - perB * perB + 2 * skew * skew)
  }
}

// Around the inflection and above it.
extension NormalizedBlack {
  /// Solves for the fraction itself, from the expansion around the inflection.
  private func middleRoot(_ fraction: Double, _ excess: Double) -> Double {
    let near = inflection / (inflection + max(0, excess))
    let bend = 0.25 + 0.75 * near * near * near * near
    let guess = inflection + excess / (1 - bend * excess * excess / 6)
    return householderRoot(from: guess, low: 0, high: highest) { s in
      let (second, third) = curvature(s)
      let density = Normal.density(logMoneyness / s - 0.5 * s)
      return HouseholderStep(
        newton: (fraction - self.fraction(s)) / density, second: second, third: third)
    }
  }

  /// Solves for the logarithm of what is missing to the highest price.
  private func upperRoot(_ room: Double) -> Double {
    householderRoot(from: upperGuess(room), low: inflection, high: highest) { s in
      let (m, t) = (logMoneyness / s, 0.5 * s)
      let factor = Normal.millsRatio(max(0, t - m)) + Normal.millsRatio(t + m)
      let missing = Normal.density(t - m) * factor
      let (second, third) = curvature(s)
      let rate = 1 / factor
      return HouseholderStep(
        newton: factor * Elementary.logRatio(missing, room), second: second + rate,
        third: third + 3 * rate * second + 2 * rate * rate)
    }
  }

  /// From 1 − p = N(a) (1 + M(b)/M(|a|)), whose last factor changes slowly.
  private func upperGuess(_ room: Double) -> Double {
    var ratio = 1.0
    var distance = 0.0
    for _ in 0..<2 {
      distance = Normal.roughUpperQuantile(room / (1 + ratio))
      ratio = Normal.millsRatio(upperDistance(distance)) / Normal.millsRatio(distance)
    }
    return distance + upperDistance(distance)
  }

  /// Beyond any total volatility that leaves room below the highest price.
  private var highest: Double { 20 + upperDistance(20) }

  /// p″/p′ and p‴/p′ in total volatility.
  private func curvature(_ s: Double) -> (second: Double, third: Double) {
    let (m, t) = (logMoneyness / s, 0.5 * s)
    let second = (m - t) * (m + t) / s
    return (second, second * second - 3 * (m / s) * (m / s) - 0.25)
  }
}

extension Normal {
  /// The value exceeded with `probability` ≤ ½, within 5e-4; 0 for higher probabilities.
  ///
  /// Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.2.23.
  fileprivate static func roughUpperQuantile(_ probability: Double) -> Double {
    guard probability < 0.5 else { return 0 }
    let t = (-2 * Elementary.log(probability)).squareRoot()
    let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
    return max(0, t - numerator / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))))
  }
}
