extension RawSVI {
  /// Where a `later` expiry has less total variance than this one: calendar arbitrage.
  ///
  /// Without it w does not fall with time at any fixed k (Gatheral and Jacquier, 2014, lemma 2.1).
  /// The wings are compared in closed form, the rest on the grids of both slices with each minimum
  /// refined. Parameters outside their domain are reported instead.
  public func calendarProblems(later: RawSVI) -> [SurfaceProblem] {
    let unusable = [self, later].flatMap(\.parameterProblems)
    return unusable.isEmpty ? wingGaps(later) + innerGaps(later) : unusable
  }

  private func wingGaps(_ later: RawSVI) -> [SurfaceProblem] {
    let left = later.leftWingSlope - leftWingSlope
    let right = later.rightWingSlope - rightWingSlope
    let gaps = [(-Double.infinity, left), (.infinity, right)]
    return gaps.filter { $0.1 < -Self.tolerance }.map {
      SurfaceProblem(.calendar, logMoneyness: $0.0, value: $0.1)
    }
  }

  // A stretch whose worst point is an end of the grid is the wing that `wingGaps` has reported.
  private func innerGaps(_ later: RawSVI) -> [SurfaceProblem] {
    let points = Self.ascending(grid() + later.grid())
    let search = LocalMinima(on: points, tolerance: Self.tolerance) { k in
      let variance = totalVariance(k)
      return (later.totalVariance(k) - variance) / max(1, abs(variance))
    }
    let wings = wingGaps(later).map { $0.logMoneyness < 0 ? points.first : points.last }
    return search.negative().filter { !wings.contains($0.x) }.map {
      SurfaceProblem(
        .calendar, logMoneyness: $0.x, value: later.totalVariance($0.x) - totalVariance($0.x))
    }
  }
}
