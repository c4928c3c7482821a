/// Deviations and correlations of one-step log returns.
struct Covariance: Equatable {
  /// Standard deviation of each underlying's returns.
  let deviations: [Double]
  /// Correlations by row; 1 on the diagonal.
  let correlations: [[Double]]

  init(deviations: [Double], correlations: [[Double]]) {
    (self.deviations, self.correlations) = (deviations, correlations)
  }

  /// Estimates of columns of equal length, oldest first, with mean zero.
  ///
  /// The return j steps old counts `decay` to the power j; 1 counts all alike. An underlying that
  /// never moved correlates with none.
  init(of returns: [[Double]], decay: Double) {
    let products = returns.map { a in returns.map { Covariance.product(a, $0, decay) } }
    deviations = products.indices.map { products[$0][$0].squareRoot() }
    let deviations = deviations
    correlations = products.indices.map { i in
      products.indices.map { j in
        let scale = deviations[i] * deviations[j]
        return i == j ? 1 : scale > 0 ? min(1, max(-1, products[i][j] / scale)) : 0
      }
    }
  }

  private static func product(_ a: [Double], _ b: [Double], _ decay: Double) -> Double {
    var (sum, weights) = (0.0, 0.0)
    for (x, y) in zip(a, b) {
      sum = sum * decay + x * y
      weights = weights * decay + 1
    }
    return weights > 0 ? sum / weights : 0
  }

  /// The same deviations with each correlation moved by a share `weight` towards `common`.
  ///
  /// A mixture of two correlation matrices is one. n assets cannot all have a correlation below
  /// −1/(n − 1), which is used instead.
  func blended(with common: Double, weight: Double) -> Covariance {
    let count = Double(deviations.count)
    let feasible = count > 1 ? max(common, -1 / (count - 1)) : common
    let mixed = correlations.indices.map { i in
      correlations.indices.map { j in
        i == j ? 1 : (1 - weight) * correlations[i][j] + weight * feasible
      }
    }
    return Covariance(deviations: deviations, correlations: mixed)
  }

  /// Covariance of two underlyings.
  subscript(i: Int, j: Int) -> Double { correlations[i][j] * deviations[i] * deviations[j] }

  /// A lower triangle L with L Lᵀ = correlations; a direction without variance has a column of 0.
  var triangle: [[Double]] {
    var l = correlations.map { [Double](repeating: 0, count: $0.count) }
    for j in l.indices {
      let pivot = correlations[j][j] - (0..<j).reduce(0) { $0 + l[j][$1] * l[j][$1] }
      guard pivot > 1e-12 else { continue }
      l[j][j] = pivot.squareRoot()
      for i in l.indices.dropFirst(j + 1) {
        let rest = correlations[i][j] - (0..<j).reduce(0) { $0 + l[i][$1] * l[j][$1] }
        l[i][j] = rest / l[j][j]
      }
    }
    return l
  }
}

extension Covariance {
  static let parameters = [
    ModelParameter("window", "past returns used", in: 2...100_000),
    ModelParameter("decay", "weight of a return over that of the next younger", in: 0.5...1),
    ModelParameter("correlation", "assumed correlation of any two underlyings", in: -1...1),
    ModelParameter(
      "correlation-weight", "share of it in place of the estimated one; 1 uses it alone", in: 0...1),
  ]

  /// The estimate that a model's parameters describe.
  init(
    of underlyings: [Int], in market: MarketState, _ values: ParameterValues, for model: String
  ) throws(ModelError) {
    let returns = try market.pastReturns(of: underlyings, values.count("window"), for: model)
    self = Covariance(of: returns, decay: values["decay"])
      .blended(with: values["correlation"], weight: values["correlation-weight"])
  }
}
