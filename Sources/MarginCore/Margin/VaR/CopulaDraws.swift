/// Random draws of a normal or t copula, made once: every step uses the same ones.
///
/// Common draws keep the noise of simulation out of the path of margin: it moves only with the market
/// and the book.
struct CopulaDraws: Sendable {
  /// Number of draws.
  let paths: Int
  private let seed: UInt64
  /// What each draw's normals are multiplied with, √(ν/χ²); empty for the normal copula.
  private let mixing: [Double]
  /// Independent normals of the first underlyings; further ones are made when asked for.
  private let columns: [[Double]]
  private let marginal: MarginalMap
  /// Returns of the first underlying, which owe nothing to any other.
  private let first: [Double]

  private static let kept = 8

  /// - Parameters:
  ///   - degrees: Degrees of freedom of the copula; 0 for the normal copula.
  ///   - marginalDegrees: Those of each underlying's returns; 0 for normal ones.
  init(paths: Int, seed: UInt64, degrees: Double, marginalDegrees: Double) {
    (self.paths, self.seed) = (paths, seed)
    marginal = MarginalMap(from: degrees, to: marginalDegrees)
    columns = (0..<Self.kept).map { Self.normals(paths, seed, $0) }
    var stream = RandomStream(seed: seed, purpose: 0)
    let mixing =
      degrees == 0
      ? []
      : (0..<paths).map { _ in (degrees / stream.chiSquare(degrees: degrees)).squareRoot() }
    self.mixing = mixing
    let marginal = marginal
    first = columns[0].enumerated().map { path, normal in
      marginal.value(mixing.isEmpty ? normal : normal * mixing[path])
    }
  }

  private static func normals(_ paths: Int, _ seed: UInt64, _ column: Int) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: UInt64(column) + 1)
    return (0..<paths).map { _ in stream.normal() }
  }

  private func normals(_ column: Int) -> [Double] {
    column < Self.kept ? columns[column] : Self.normals(paths, seed, column)
  }

  /// Log returns of unit deviation, by underlying then draw, dependent as `covariance` says.
  func returns(_ covariance: Covariance) -> [[Double]] {
    guard covariance.deviations.count > 1 else { return covariance.deviations.map { _ in first } }
    let sources = covariance.deviations.indices.map(normals)
    return [first]
      + covariance.triangle.dropFirst().map { weights in
        (0..<paths).map { path in
          var sum = 0.0
          for (j, weight) in weights.enumerated() where weight != 0 {
            sum += weight * sources[j][path]
          }
          return marginal.value(mixing.isEmpty ? sum : sum * mixing[path])
        }
      }
  }

  /// Moves of spot over `horizon` steps: e to the power of each log return, less 1.
  func moves(_ covariance: Covariance, horizon: Double) -> [[Double]] {
    zip(returns(covariance), covariance.deviations).map { column, deviation in
      column.growths(scale: deviation * horizon.squareRoot())
    }
  }
}
