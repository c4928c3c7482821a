/// One simulated market of Derive's portfolio managers.
struct DeriveScenario: Sendable, Equatable {
  /// Factor on spot and forwards.
  let price: Double
  let shape: Shape
  /// Share of the profit or loss that counts.
  let weight: Double

  /// What happens to volatilities.
  enum Shape: Sendable, Equatable {
    case level(VolatilityMove)
    /// Strikes below and above the forward move in opposite directions.
    case linearSkew
    /// Strikes on both sides move the same way.
    case absoluteSkew

    var isRotation: Bool {
      if case .level = self { false } else { true }
    }
  }

  init(_ price: Double, _ shape: Shape, weight: Double = 1) {
    (self.price, self.shape, self.weight) = (price, shape, weight)
  }

  /// Seven prices by three volatilities, two edges with rising volatility, and weighted tails.
  static func table(_ values: ParameterValues, _ name: String) -> [DeriveScenario] {
    let (inner, edge) = (values["inner-range", of: name], values["edge-range", of: name])
    let matrix = [3.0, 2, 1, 0, -1, -2, -3].flatMap { third in
      [VolatilityMove.down, .same, .up].map {
        DeriveScenario(1 + inner * third / 3, .level($0))
      }
    }
    guard edge > 0 else { return matrix }
    return matrix + [1 + edge, 1 - edge].map { DeriveScenario($0, .level(.up)) }
  }

  /// Far prices with rising volatility, of which a part counts.
  static func tails(_ values: ParameterValues, _ name: String) -> [DeriveScenario] {
    (1...8).map {
      DeriveScenario(
        values["tail-\($0)-price", of: name], .level(.up),
        weight: values["tail-\($0)-weight", of: name])
    }.filter { $0.weight > 0 }
  }
}
