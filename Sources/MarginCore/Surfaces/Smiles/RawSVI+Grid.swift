extension RawSVI {
  /// Points that follow every bend of the slice and reach into its straight wings, ascending.
  ///
  /// With k = m + σ sinh u the slice is a polynomial in eᵘ and e⁻ᵘ, so that equal steps in u are as
  /// dense as the slice needs and cover each wing in a few hundred points. Where total variance
  /// nearly touches zero the bend of g is narrower than that: points crowd around it in powers of 2.
  func grid() -> [Double] {
    let points = wing(-1, reach: reach(leftWingSlope)) + wing(1, reach: reach(rightWingSlope))
    return RawSVI.ascending(points + crowd(around: leastVariancePoint) + [0, m])
  }

  /// The finite ones of `points`, each once, in ascending order.
  static func ascending(_ points: [Double]) -> [Double] {
    Set(points.lazy.filter(\.isFinite)).sorted()
  }

  private func wing(_ side: Double, reach: Double) -> [Double] {
    let last = min(60, max(5, Elementary.log(2 * reach / sigma)))
    let step = 0.02
    return (0...Int(last / step)).map { i in
      let u = Double(i) * step
      return m + side * 0.5 * sigma * (Elementary.exp(u) - Elementary.exp(-u))
    }
  }

  /// A distance beyond which g is within a hundredth of its limit (4 − slope²)/16 in the wing.
  private func reach(_ slope: Double) -> Double {
    let bend = slope > 0 ? abs(a) / slope : 0
    let room = max(1 - 0.25 * slope * slope, 1e-6)
    return 1000 * max(sigma, abs(m), bend, slope) / room
  }

  private func crowd(around point: Double) -> [Double] {
    (0..<40).flatMap { i -> [Double] in
      let distance = sigma * Elementary.exp(-0.7 * Double(i))
      return [point - distance, point + distance]
    }
  }
}
