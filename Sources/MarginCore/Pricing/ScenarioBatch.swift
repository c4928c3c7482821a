/// Scenarios by column: factors on the price of the underlying and on volatility.
///
/// The columns stay the caller's; nothing is copied.
public struct ScenarioColumns {
  /// Factor on the price of the underlying; 0.92 is a fall of 8 %.
  public let priceFactor: UnsafeBufferPointer<Double>
  /// Factor on volatility; 1.25 is a rise by a quarter.
  public let volatilityFactor: UnsafeBufferPointer<Double>

  /// Columns of one length.
  ///
  /// - Precondition: both columns are of one length.
  public init(
    priceFactor: UnsafeBufferPointer<Double>, volatilityFactor: UnsafeBufferPointer<Double>
  ) {
    precondition(priceFactor.count == volatilityFactor.count, "columns differ in length")
    (self.priceFactor, self.volatilityFactor) = (priceFactor, volatilityFactor)
  }

  /// How many scenarios there are.
  public var count: Int { priceFactor.count }
}

extension BlackScholes {
  /// Value of every option under every scenario, one column of options per scenario, without
  /// allocating.
  ///
  /// Option i under scenario j stands at `values[j * options.count + i]`, with the bits that it has
  /// alone in that market. What does not depend on the scenario is computed once per option.
  ///
  /// - Precondition: `values` holds as many numbers as options times scenarios.
  public static func revalue(
    _ options: OptionColumns, under scenarios: ScenarioColumns,
    into values: UnsafeMutableBufferPointer<Double>
  ) {
    precondition(values.count >= options.count * scenarios.count, "too few values")
    options.visit { index in
      ScenarioGroup<SIMD16<Double>>(options, at: index).revalue(under: scenarios, into: values)
    } single: { index in
      ScenarioGroup<Double>(options, at: index).revalue(under: scenarios, into: values)
    }
  }
}

/// One option or sixteen, before any scenario.
private struct ScenarioGroup<L: Lanes> {
  let index: Int
  let count: Int
  let spot: L
  let strike: L
  let volatility: L
  let sign: L
  let term: DiscountTerm<L>

  @inline(__always)
  init(_ options: OptionColumns, at index: Int) {
    (self.index, count) = (index, options.count)
    (spot, strike) = (options.spot.lanes(at: index), options.strike.lanes(at: index))
    (volatility, sign) = (options.volatility.lanes(at: index), options.sign.lanes(at: index))
    term = options.term(at: index)
  }

  @inline(__always)
  func revalue(
    under scenarios: ScenarioColumns, into values: UnsafeMutableBufferPointer<Double>
  ) {
    for j in 0..<scenarios.count {
      let kernel = BlackKernel(
        spot: spot * L(repeating: scenarios.priceFactor[j]), strike: strike,
        volatility: volatility * L(repeating: scenarios.volatilityFactor[j]), term: term)
      values.put(kernel.value(sign), at: j * count + index)
    }
  }
}
