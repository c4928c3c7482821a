/// Shocks of one underlying's market, made once and used for every position on it.
struct ShockGrid {
  let shocks: [Shock]
  /// The shocks in their order, sixteen to a group.
  let groups: [ShockGroup]
  /// The time that passes in every shock; `nil` when it differs.
  let elapsed: TimeSpan?

  init(_ shocks: [Shock], in state: UnderlyingState) {
    self.shocks = shocks
    groups = stride(from: 0, to: shocks.count, by: ShockGroup.width).map {
      ShockGroup(shocks[$0..<min($0 + ShockGroup.width, shocks.count)], spot: state.spot)
    }
    let first = shocks.first?.elapsed
    elapsed = shocks.allSatisfy { $0.elapsed == first } ? first : nil
  }
}

/// Up to sixteen shocks side by side; spare lanes repeat the first.
struct ShockGroup: BitwiseCopyable {
  typealias Lanes = SIMD16<Double>
  static let width = Lanes.scalarCount

  private(set) var spot = Lanes()
  /// Logarithm of shocked spot over spot.
  private(set) var logMove = Lanes()
  private(set) var volatilityFactor = Lanes()
  private(set) var inverseFactor = Lanes()
  private(set) var volatilityShift = Lanes()
  /// Where volatility is shifted, and whether it is anywhere.
  private var isShifted = Lanes.Mask()
  private var hasShift = false
  /// Time that passes, microseconds.
  private(set) var elapsed = SIMD16<Int64>()

  init(_ shocks: ArraySlice<Shock>, spot before: Double) {
    var (spots, factors) = (OptionLanes.Column(repeating: 0), OptionLanes.Column(repeating: 0))
    for lane in 0..<Self.width {
      let shock = shocks[shocks.startIndex + (lane < shocks.count ? lane : 0)]
      spots[lane] = shock.moved(spot: before)
      factors[lane] = 1 + shock.volatilityMove
      elapsed[lane] = shock.elapsed.microseconds
      guard shock.volatilityShift != 0 else { continue }
      (volatilityShift[lane], isShifted[lane]) = (shock.volatilityShift, -1)
      hasShift = true
    }
    (spot, volatilityFactor) = (Lanes(spots), Lanes(factors))
    logMove = Elementary.logRatio(spot, Lanes(repeating: before))
    inverseFactor = Lanes(repeating: 1) / volatilityFactor
  }

  /// σ√T after the shocks from that before; at least 0.
  @inline(__always)
  func deviation(_ before: Lanes, _ rootYears: Lanes) -> Lanes {
    let shift = hasShift ? rootYears * volatilityShift : Lanes(repeating: 0)
    return Lanes.larger(
      shift.addingProduct(before, volatilityFactor), Lanes(repeating: 0))
  }

  /// One over σ√T; only lanes whose volatility is shifted need a division.
  @inline(__always)
  func inverse(of deviation: Lanes, _ inverseBefore: Lanes) -> Lanes {
    let scaled = inverseBefore * inverseFactor
    return hasShift ? Lanes.choose(isShifted, Lanes(repeating: 1) / deviation, scaled) : scaled
  }
}
