/// The search for the SSVI surface nearest to quotes whose weights are from 0 to 1.
///
/// Unknowns are the steps of at-the-money variance from each expiry to the next, then ρ, η and γ:
/// steps of at least 0 are a curve without calendar arbitrage, by bounds alone.
struct SSVISearch {
  let expiries: [ExpiryQuotes]
  let bounds: SSVIBounds

  var weight: Double { expiries.reduce(0) { $0 + $1.quotes.reduce(0) { $0 + $1.weight } } }

  func best() -> BoundedLeastSquares.Minimum {
    let search = BoundedLeastSquares(bounds: stepBounds + bounds.all, model: errors)
    let starts = shapes.map { steps(of: startVariances) + $0 }
    let costs = starts.map { start in errors(start).residuals.reduce(0) { $0 + $1 * $1 } }
    let order = starts.indices.sorted { (costs[$0], $0) < (costs[$1], $1) }
    let minima = order.prefix(3).map { search.minimum(from: starts[$0]) }
    return minima.dropFirst().reduce(minima[0]) { $1.cost < $0.cost ? $1 : $0 }
  }

  /// The surface with these unknowns; `nil` when its curve is none.
  func surface(_ unknowns: [Double]) -> SSVI? {
    let points = zip(expiries, variances(unknowns)).map {
      TotalVarianceCurve.Point(years: $0.years, variance: $1)
    }
    let shape = unknowns.suffix(3).map(\.self)
    return TotalVarianceCurve(points).map {
      SSVI(atTheMoney: $0, rho: shape[0], eta: shape[1], gamma: shape[2])
    }
  }

  /// Times whose step sits on its bound of 0.
  func heldTimes(_ unknowns: [Double]) -> [Years] {
    zip(expiries, unknowns).dropFirst().filter { $0.1 <= 0 }.map(\.0.years)
  }

  private var stepBounds: [ClosedRange<Double>] {
    let all = expiries.flatMap(\.quotes).map(\.totalVariance)
    let (least, most) = (all.min() ?? 1, all.max() ?? 1)
    return [1e-4 * least...4 * most] + expiries.dropFirst().map { _ in 0...4 * most }
  }

  private func variances(_ unknowns: [Double]) -> [Double] {
    var sum = 0.0
    return unknowns.prefix(expiries.count).map {
      sum += $0
      return sum
    }
  }

  private func errors(_ unknowns: [Double]) -> (residuals: [Double], rows: [[Double]]) {
    let shape = unknowns.suffix(3).map(\.self)
    var (residuals, rows) = ([Double](), [[Double]]())
    for (i, theta) in variances(unknowns).enumerated() {
      let slice = Slice(theta: theta, rho: shape[0], eta: shape[1], gamma: shape[2])
      for quote in expiries[i].quotes {
        let (k, root) = (quote.logMoneyness, quote.weight.squareRoot())
        residuals.append(root * (slice.smile.totalVariance(k) - quote.totalVariance))
        rows.append(slice.row(k, step: i, of: expiries.count).map { root * $0 })
      }
    }
    return (residuals, rows)
  }
}

extension SSVISearch {
  /// One expiry's smile and its derivatives by the unknowns.
  private struct Slice {
    let theta, rho, eta, gamma, phi: Double

    init(theta: Double, rho: Double, eta: Double, gamma: Double) {
      (self.theta, self.rho, self.eta, self.gamma) = (theta, rho, eta, gamma)
      phi = SSVI.phi(theta, eta: eta, gamma: gamma)
    }

    var smile: RawSVI { RawSVI(theta: theta, phi: phi, rho: rho) }

    func row(_ k: Double, step: Int, of count: Int) -> [Double] {
      let by = SSVI.gradient(k, theta: theta, phi: phi, rho: rho)
      let phiByTheta = phi * (-gamma / theta + (gamma - 1) / (1 + theta))
      let phiByGamma = phi * Elementary.log((1 + theta) / theta)
      let byTheta = by.theta + by.phi * phiByTheta
      return (0..<count).map { $0 <= step ? byTheta : 0 }
        + [by.rho, by.phi * phi / eta, by.phi * phiByGamma]
    }
  }

  /// Total variance at the money of each expiry: its quote nearest to the money, made not to fall.
  private var startVariances: [Double] {
    var least = 0.0
    return expiries.map { expiry in
      let nearest = expiry.quotes.min { abs($0.logMoneyness) < abs($1.logMoneyness) }
      least = max(least, nearest?.totalVariance ?? least)
      return least
    }
  }

  private func steps(of variances: [Double]) -> [Double] {
    zip(variances, [0] + variances).map { $0 - $1 }
  }

  private var shapes: [[Double]] {
    [-0.8, -0.4, 0, 0.4, 0.8].flatMap { rho in
      [0.3, 1, 3].flatMap { eta in [0.2, 0.5, 0.8].map { clamped([rho, eta, $0]) } }
    }
  }

  private func clamped(_ shape: [Double]) -> [Double] {
    zip(shape, bounds.all).map { min(max($0, $1.lowerBound), $1.upperBound) }
  }
}
