/// A surface whose every smile is raw SVI.
public protocol SVISurface: VolatilitySurface {
  /// The smile at `years` > 0.
  func slice(_ years: Years) -> RawSVI

  /// Parameters outside their domain, of which no smile can be made; none unless a type says so.
  var parameterProblems: [SurfaceProblem] { get }
}

extension SVISurface {
  /// None: a type whose initialisers refuse bad parameters has nothing to report.
  public var parameterProblems: [SurfaceProblem] { [] }

  /// Implied volatility at log-moneyness `k`; NaN without time to expiry.
  public func volatility(_ k: Double, years: Years) -> Volatility {
    years > 0 ? slice(years).volatility(k, years: years) : .nan
  }

  /// ∂v/∂k at log-moneyness `k`; NaN without time to expiry.
  public func skew(_ k: Double, years: Years) -> Double {
    years > 0 ? slice(years).skew(k, years: years) : .nan
  }

  /// What is wrong with the surface at `times` to expiry; empty when it is sound there.
  ///
  /// Each smile is checked by ``RawSVI/problems()``, and against the one before it by
  /// ``RawSVI/calendarProblems(later:)``. Times that are not positive are left out.
  public func problems(at times: [Years]) -> [SurfaceProblem] {
    guard parameterProblems.isEmpty else { return parameterProblems }
    let sorted = times.filter { $0 > 0 }.sorted()
    let smiles = sorted.flatMap { years in slice(years).problems().map { $0.at(years) } }
    let calendars = zip(sorted, sorted.dropFirst()).flatMap { earlier, later in
      slice(earlier).calendarProblems(later: slice(later)).map { $0.at(later) }
    }
    return smiles + calendars
  }
}
