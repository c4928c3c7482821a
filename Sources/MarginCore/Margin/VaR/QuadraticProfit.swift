/// Profit as a quadratic of jointly normal returns: Σ δᵢ xᵢ + ½ Σ γᵢ xᵢ².
struct QuadraticProfit {
  /// δ, profit for a relative move of 1 of each underlying: delta × spot.
  let deltas: [Money]
  /// γ, gamma × spot².
  let gammas: [Money]

  init(deltas: [Money], gammas: [Money]) {
    (self.deltas, self.gammas) = (deltas, gammas)
  }

  /// Delta and gamma of the book in each of `underlyings`.
  init(of portfolio: Portfolio, _ underlyings: [Int], in market: MarketState) {
    let greeks = underlyings.map { underlying in
      portfolio.restricted(to: underlying).reduce(into: Greeks()) { sum, position in
        sum.add(
          position.instrument.greeks(in: market[underlying], at: market.time),
          times: position.units)
      }
    }
    let spots = underlyings.map { market[$0].spot }
    deltas = zip(greeks, spots).map { $0.delta * $1 }
    gammas = zip(greeks, spots).map { $0.gamma * $1 * $1 }
  }

  /// The linear part's variance, Σ δᵢ Σᵢⱼ δⱼ times `horizon`.
  func linearVariance(_ covariance: Covariance, horizon: Double) -> Double {
    max(0, dot(deltas, image(deltas, covariance))) * horizon
  }

  /// The first four cumulants.
  ///
  /// κᵣ = ½ (r − 1)! tr (ΓΣ)ʳ + ½ r! δᵀΣ(ΓΣ)ʳ⁻²δ, from r = 2 on with the second part. Source: Mathai
  /// and Provost, "Quadratic Forms in Random Variables" (1992), section 3.2.
  func cumulants(_ covariance: Covariance, horizon: Double) -> [Double] {
    let count = deltas.indices
    let product = count.map { i in count.map { j in gammas[i] * covariance[i, j] * horizon } }
    let traces = sequenceOfPowers(product).map { power in count.reduce(0) { $0 + power[$1][$1] } }
    let first = image(deltas, covariance).map { $0 * horizon }
    let second = curved(first, covariance, horizon)
    let third = curved(second, covariance, horizon)
    return [
      0.5 * traces[0], 0.5 * traces[1] + dot(deltas, first), traces[2] + 3 * dot(deltas, second),
      3 * traces[3] + 12 * dot(deltas, third),
    ]
  }

  /// Σ Γ x.
  private func curved(_ x: [Double], _ covariance: Covariance, _ horizon: Double) -> [Double] {
    image(zip(gammas, x).map { $0 * $1 }, covariance).map { $0 * horizon }
  }

  private func image(_ x: [Double], _ covariance: Covariance) -> [Double] {
    x.indices.map { i in x.indices.reduce(0) { $0 + covariance[i, $1] * x[$1] } }
  }

  private func dot(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The first four powers of a square matrix.
  private func sequenceOfPowers(_ matrix: [[Double]]) -> [[[Double]]] {
    var powers = [matrix]
    for _ in 0..<3 {
      let last = powers[powers.count - 1]
      powers.append(
        last.map { row in
          matrix.indices.map { j in matrix.indices.reduce(0) { $0 + row[$1] * matrix[$1][j] } }
        })
    }
    return powers
  }
}
