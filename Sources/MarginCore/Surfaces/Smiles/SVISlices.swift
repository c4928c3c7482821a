/// A surface through raw SVI smiles of several expiries, linear in total variance between them.
///
/// At a fixed log-moneyness total variance w(k, T) is linear in T from 0 at no time through every
/// smile: forward variance is constant between two expiries. Before the first smile volatility is
/// that smile's at every k; after the last, forward variance goes on as between the last two, with
/// one smile as before it. Only sound smiles make a surface. Between them only the absence of
/// calendar arbitrage is certain; far beyond the last one the wings steepen, and at some time
/// pass the bound of 2.
public struct SVISlices: VolatilitySurface {
  /// One expiry's smile.
  public struct Slice: Sendable, Equatable {
    /// Time to expiry, above 0.
    public let years: Years
    /// The smile.
    public let smile: RawSVI

    /// The smile at `years`.
    public init(years: Years, smile: RawSVI) {
      (self.years, self.smile) = (years, smile)
    }
  }

  /// The smiles in order of time, at least one.
  public let slices: [Slice]

  /// A surface through `slices`, in any order.
  ///
  /// - Throws: ``SurfaceArbitrage`` with what is wrong with any smile, or between one and the next;
  ///   also without slices, and when a time is not above 0 or there twice.
  public init(_ slices: [Slice]) throws(SurfaceArbitrage) {
    let sorted = slices.sorted { $0.years < $1.years }
    let problems = Self.problems(of: sorted)
    guard problems.isEmpty else { throw SurfaceArbitrage(problems: problems) }
    self.slices = sorted
  }

  /// Implied volatility at log-moneyness `k`; NaN without time to expiry.
  public func volatility(_ k: Double, years: Years) -> Volatility {
    years > 0 ? (blend(years) { $0.totalVariance(k) } / years).squareRoot() : .nan
  }

  /// ∂v/∂k at log-moneyness `k`; NaN without time to expiry.
  public func skew(_ k: Double, years: Years) -> Double {
    let volatility = volatility(k, years: years)
    return volatility > 0 ? blend(years) { $0.slope(k) } / (2 * volatility * years) : .nan
  }

  /// A quantity that is linear in the smile, at `years`: exactly that of the smile at its own time.
  private func blend(_ years: Years, _ value: (RawSVI) -> Double) -> Double {
    let end = slices.firstIndex { years <= $0.years } ?? slices.count - 1
    let to = slices[end]
    guard end > 0 else { return value(to.smile) * (years / to.years) }
    let from = slices[end - 1]
    let weight = (years - from.years) / (to.years - from.years)
    return (1 - weight) * value(from.smile) + weight * value(to.smile)
  }
}

extension SVISlices {
  private static func problems(of sorted: [Slice]) -> [SurfaceProblem] {
    let times = timeProblems(of: sorted)
    guard times.isEmpty else { return times }
    let smiles = sorted.flatMap { slice in slice.smile.problems().map { $0.at(slice.years) } }
    let calendars = zip(sorted, sorted.dropFirst()).flatMap { earlier, later in
      earlier.smile.calendarProblems(later: later.smile).map { $0.at(later.years) }
    }
    return (smiles + calendars).uniqued
  }

  private static func timeProblems(of sorted: [Slice]) -> [SurfaceProblem] {
    guard !sorted.isEmpty else {
      return [SurfaceProblem(.parameter, logMoneyness: .nan, value: .nan)]
    }
    let befores = [0] + sorted.map(\.years)
    return zip(sorted.map(\.years), befores).filter { !($0 > $1 && $0.isFinite) }.map { years, _ in
      SurfaceProblem(.parameter, logMoneyness: .nan, value: years, years: years)
    }
  }
}

extension [SurfaceProblem] {
  // A parameter outside its domain is found by the smile and by each comparison with it.
  fileprivate var uniqued: [SurfaceProblem] {
    reduce(into: []) { found, problem in
      if !found.contains(where: { $0.description == problem.description }) {
        found.append(problem)
      }
    }
  }
}
