/// Terms of many options by column: one option per index, every column of the same length.
///
/// `sign` is 1 for a call and −1 for a put. The columns stay the caller's; nothing is copied.
public struct OptionColumns {
  /// Price of the underlying.
  public let spot: UnsafeBufferPointer<Double>
  /// Strike.
  public let strike: UnsafeBufferPointer<Double>
  /// Years to expiry.
  public let years: UnsafeBufferPointer<Double>
  /// Financing rate.
  public let rate: UnsafeBufferPointer<Double>
  /// Yield; equal to `rate` where `spot` holds a forward.
  public let yield: UnsafeBufferPointer<Double>
  /// Volatility.
  public let volatility: UnsafeBufferPointer<Double>
  /// 1 for a call, −1 for a put.
  public let sign: UnsafeBufferPointer<Double>

  /// Columns of one length.
  ///
  /// - Precondition: all columns are as long as `spot`.
  public init(
    spot: UnsafeBufferPointer<Double>, strike: UnsafeBufferPointer<Double>,
    years: UnsafeBufferPointer<Double>, rate: UnsafeBufferPointer<Double>,
    yield: UnsafeBufferPointer<Double>, volatility: UnsafeBufferPointer<Double>,
    sign: UnsafeBufferPointer<Double>
  ) {
    precondition(
      strike.count == spot.count && years.count == spot.count && rate.count == spot.count
        && yield.count == spot.count && volatility.count == spot.count && sign.count == spot.count,
      "columns differ in length")
    (self.spot, self.strike, self.years, self.rate) = (spot, strike, years, rate)
    (self.yield, self.volatility, self.sign) = (yield, volatility, sign)
  }

  /// Options on forwards (Black-76), which take less time.
  ///
  /// - Precondition: all columns are as long as `forward`.
  public init(
    forward: UnsafeBufferPointer<Double>, strike: UnsafeBufferPointer<Double>,
    years: UnsafeBufferPointer<Double>, rate: UnsafeBufferPointer<Double>,
    volatility: UnsafeBufferPointer<Double>, sign: UnsafeBufferPointer<Double>
  ) {
    self.init(
      spot: forward, strike: strike, years: years, rate: rate, yield: rate, volatility: volatility,
      sign: sign)
  }

  /// How many options there are.
  public var count: Int { spot.count }

  /// A yield that is the rate itself makes the price of the underlying a forward.
  fileprivate var areOnForwards: Bool { yield.baseAddress == rate.baseAddress }
}

/// Where a batch writes value, delta, gamma, vega and theta: one column each, the caller's.
public struct GreekColumns {
  /// Value.
  public let value: UnsafeMutableBufferPointer<Double>
  /// ∂V/∂S.
  public let delta: UnsafeMutableBufferPointer<Double>
  /// ∂²V/∂S².
  public let gamma: UnsafeMutableBufferPointer<Double>
  /// ∂V/∂σ.
  public let vega: UnsafeMutableBufferPointer<Double>
  /// ∂V/∂t.
  public let theta: UnsafeMutableBufferPointer<Double>

  /// Columns to write to.
  public init(
    value: UnsafeMutableBufferPointer<Double>, delta: UnsafeMutableBufferPointer<Double>,
    gamma: UnsafeMutableBufferPointer<Double>, vega: UnsafeMutableBufferPointer<Double>,
    theta: UnsafeMutableBufferPointer<Double>
  ) {
    (self.value, self.delta, self.gamma, self.vega, self.theta) = (value, delta, gamma, vega, theta)
  }

  fileprivate func hold(_ count: Int) -> Bool {
    value.count >= count && delta.count >= count && gamma.count >= count && vega.count >= count
      && theta.count >= count
  }
}

extension BlackScholes {
  /// Value, delta, gamma, vega and theta of every option, sixteen at a time, without allocating.
  ///
  /// Every result has the bits that ``greeks(_:)`` gives for that option alone. For a put at 90 and a
  /// call at 110 on a spot of 100, half a year, 2 % rate and 20 % volatility (`sign` −1 and 1),
  /// `results.value` becomes 1.5584… and 2.4729…, `results.delta` −0.1876… and 0.2971….
  ///
  /// - Precondition: the result columns are at least as long as the options, and overlap none of them.
  public static func evaluate(_ options: OptionColumns, into results: GreekColumns) {
    precondition(results.hold(options.count), "a result column is too short")
    if options.areOnForwards {
      evaluate(options, areOnForwards: true, into: results)
    } else {
      evaluate(options, areOnForwards: false, into: results)
    }
  }

  @inline(__always)
  private static func evaluate(
    _ options: OptionColumns, areOnForwards: Bool, into results: GreekColumns
  ) {
    options.visit { index in
      let kernel: BlackKernel<SIMD16<Double>> = options.kernel(at: index, areOnForwards)
      kernel.fiveResults(options.sign.lanes(at: index)).store(to: results, at: index)
    } single: { index in
      let kernel: BlackKernel<Double> = options.kernel(at: index, areOnForwards)
      kernel.fiveResults(options.sign.lanes(at: index)).store(to: results, at: index)
    }
  }
}

/// Value, delta, gamma, vega and theta.
struct FiveResults<L: Lanes> {
  let value: L
  let delta: L
  let gamma: L
  let vega: L
  let theta: L
}

extension BlackKernel {
  @inline(__always)
  func fiveResults(_ sign: L) -> FiveResults<L> {
    let probability = spotProbability(sign)
    let carry = term.yield * spotValue * probability
    let half = weight * inverseDeviation * L(repeating: 0.5)
    return FiveResults(
      value: value(sign), delta: sign * term.spotDiscount * probability,
      gamma: density * term.spotDiscount * inverseSpot * inverseDeviation,
      vega: weight * term.rootYears,
      theta: sign * (carry - term.rate * strikePart(sign)) - half * volatility * volatility)
  }
}

extension OptionColumns {
  /// Calls `group` with the start of every sixteen options, the last of which may repeat some before
  /// it; `single` with each option when there are fewer.
  @inline(__always)
  func visit(group: (Int) -> Void, single: (Int) -> Void) {
    let last = count - SIMD16<Double>.scalarCount
    guard last >= 0 else { return (0..<count).forEach(single) }
    for index in stride(from: 0, to: count, by: SIMD16<Double>.scalarCount) {
      group(min(index, last))
    }
  }

  @inline(__always)
  func term<L: Lanes>(at i: Int, isOnForward: Bool = false) -> DiscountTerm<L> {
    DiscountTerm(
      years: years.lanes(at: i), rate: rate.lanes(at: i), yield: yield.lanes(at: i),
      isOnForward: isOnForward)
  }

  @inline(__always)
  fileprivate func kernel<L: Lanes>(at i: Int, _ isOnForward: Bool) -> BlackKernel<L> {
    BlackKernel(
      spot: spot.lanes(at: i), strike: strike.lanes(at: i), volatility: volatility.lanes(at: i),
      term: term(at: i, isOnForward: isOnForward))
  }
}

extension UnsafeBufferPointer<Double> {
  /// As many numbers as `L` has lanes, from `index` on.
  @inline(__always)
  func lanes<L: Lanes>(at index: Int) -> L {
    UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: 8 * index, as: L.self)
  }
}

extension UnsafeMutableBufferPointer<Double> {
  /// Writes every lane, from `index` on.
  @inline(__always)
  func put<L: Lanes>(_ lanes: L, at index: Int) {
    UnsafeMutableRawBufferPointer(self).storeBytes(of: lanes, toByteOffset: 8 * index, as: L.self)
  }
}

extension FiveResults {
  @inline(__always)
  fileprivate func store(to columns: GreekColumns, at index: Int) {
    columns.value.put(value, at: index)
    columns.delta.put(delta, at: index)
    columns.gamma.put(gamma, at: index)
    columns.vega.put(vega, at: index)
    columns.theta.put(theta, at: index)
  }
}
