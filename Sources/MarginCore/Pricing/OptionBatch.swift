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
  /// Value, delta, gamma, vega and theta of every option, eight at a time, without allocating.
  ///
  /// Every result has the bits that ``greeks(_:)`` gives for that option alone.
  ///
  /// - Precondition: the result columns are at least as long as the options.
  public static func evaluate(_ options: OptionColumns, into results: GreekColumns) {
    let count = options.spot.count
    precondition(results.hold(count), "a result column is too short")
    var index = 0
    while index + 8 <= count {
      options.kernel(eightFrom: index).fiveResults(options.sign.eight(from: index))
        .store(to: results, at: index)
      index += 8
    }
    while index < count {
      options.kernel(oneAt: index).fiveResults(options.sign[index])
        .store(to: results, at: index)
      index += 1
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
    let carry = yield * spotValue * probability
    let half = weight * inverseDeviation * L(repeating: 0.5)
    return FiveResults(
      value: value(sign), delta: sign * spotDiscount * probability,
      gamma: density * spotDiscount * inverseSpot * inverseDeviation,
      vega: weight * rootYears,
      theta: sign * (carry - rate * strikePart(sign)) - half * volatility * volatility)
  }
}

extension OptionColumns {
  @inline(__always)
  fileprivate func kernel(eightFrom i: Int) -> BlackKernel<SIMD8<Double>> {
    BlackKernel(
      spot: spot.eight(from: i), strike: strike.eight(from: i), years: years.eight(from: i),
      rate: rate.eight(from: i), yield: yield.eight(from: i), volatility: volatility.eight(from: i))
  }

  @inline(__always)
  fileprivate func kernel(oneAt i: Int) -> BlackKernel<Double> {
    BlackKernel(
      spot: spot[i], strike: strike[i], years: years[i], rate: rate[i], yield: yield[i],
      volatility: volatility[i])
  }
}

extension UnsafeBufferPointer<Double> {
  @inline(__always)
  fileprivate func eight(from index: Int) -> SIMD8<Double> {
    UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: 8 * index, as: SIMD8<Double>.self)
  }
}

extension UnsafeMutableBufferPointer<Double> {
  @inline(__always)
  fileprivate func put(_ eight: SIMD8<Double>, at index: Int) {
    UnsafeMutableRawBufferPointer(self)
      .storeBytes(of: eight, toByteOffset: 8 * index, as: SIMD8<Double>.self)
  }
}

extension FiveResults<SIMD8<Double>> {
  @inline(__always)
  fileprivate func store(to columns: GreekColumns, at index: Int) {
    columns.value.put(value, at: index)
    columns.delta.put(delta, at: index)
    columns.gamma.put(gamma, at: index)
    columns.vega.put(vega, at: index)
    columns.theta.put(theta, at: index)
  }
}

extension FiveResults<Double> {
  @inline(__always)
  fileprivate func store(to columns: GreekColumns, at index: Int) {
    columns.value[index] = value
    columns.delta[index] = delta
    columns.gamma[index] = gamma
    columns.vega[index] = vega
    columns.theta[index] = theta
  }
}
