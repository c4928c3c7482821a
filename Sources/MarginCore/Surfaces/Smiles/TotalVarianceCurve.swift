/// Total at-the-money variance θ(T) = v²T, linear between given times to expiry.
///
/// It starts at zero, never falls, and grows on after its last point at the rate of its last piece:
/// the forward variance is constant on each piece and never negative.
public struct TotalVarianceCurve: Sendable, Equatable {
  /// A point of the curve: total variance at a time to expiry.
  public struct Point: Sendable, Equatable {
    /// Time to expiry, above 0.
    public let years: Years
    /// Total variance v²T, above 0.
    public let variance: Double

    /// Total variance at `years`.
    public init(years: Years, variance: Double) {
      (self.years, self.variance) = (years, variance)
    }

    /// The total variance of `volatility` at `years`.
    public init(years: Years, volatility: Volatility) {
      self.init(years: years, variance: volatility * volatility * years)
    }
  }

  /// The points in order of time.
  public let points: [Point]

  /// A curve through `points`, in any order.
  ///
  /// `nil` without points, when two have the same time, when one is not positive and finite, and
  /// when variance falls with time: such quotes are calendar arbitrage at the money.
  public init?(_ points: [Point]) {
    let sorted = points.sorted { $0.years < $1.years }
    let start = Point(years: 0, variance: 0)
    let steps = zip([start] + sorted, sorted)
    guard !points.isEmpty, steps.allSatisfy({ $0.years < $1.years && $0.variance <= $1.variance }),
      sorted.allSatisfy({ $0.variance > 0 && $0.variance.isFinite && $0.years.isFinite })
    else { return nil }
    self.points = sorted
  }

  /// One volatility for every time to expiry; `nil` unless it is positive and finite.
  public init?(flat volatility: Volatility) {
    self.init([Point(years: 1, volatility: volatility > 0 ? volatility : .nan)])
  }

  /// θ at `years`; NaN below 0.
  public func variance(_ years: Years) -> Double {
    guard years >= 0 else { return .nan }
    let piece = piece(at: years)
    let weight = (years - piece.from.years) / (piece.to.years - piece.from.years)
    return piece.from.variance + weight * (piece.to.variance - piece.from.variance)
  }

  private func piece(at years: Years) -> (from: Point, to: Point) {
    let end = points.firstIndex { years <= $0.years } ?? points.count - 1
    let start = end == 0 ? Point(years: 0, variance: 0) : points[end - 1]
    return (start, points[end])
  }
}
