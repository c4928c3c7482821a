/// Scenarios to revalue options under: factors on the price of the underlying and on volatility.
public struct Scenarios: Sendable {
  fileprivate let all: [FactorPair]

  /// One scenario for each price factor (0.92 is a fall of 8 %) and the volatility factor (1.25 is a
  /// rise by a quarter) that stands with it.
  ///
  /// - Precondition: both columns are of one length.
  public init(priceFactors: [Double], volatilityFactors: [Double]) {
    precondition(priceFactors.count == volatilityFactors.count, "columns differ in length")
    all = zip(priceFactors, volatilityFactors).map { FactorPair(price: $0, volatility: $1) }
  }

  /// How many scenarios there are.
  public var count: Int { all.count }
}

/// One scenario, with what no option changes about it.
fileprivate struct FactorPair {
  let price: Double
  let logPrice: Double
  let volatility: Double
  let inverseVolatility: Double

  init(price: Double, volatility: Double) {
    (self.price, logPrice) = (price, Elementary.log(price))
    self.volatility = max(0, volatility)
    inverseVolatility = 1 / self.volatility
  }
}

extension BlackScholes {
  /// Value of every option under every scenario, one column of options per scenario, without
  /// allocating.
  ///
  /// Option i under scenario j stands at `values[j * options.count + i]`. What does not depend on the
  /// scenario is computed once per option, and what does not depend on the option once per scenario,
  /// so that values differ in their last digits from those of the option alone in that market.
  ///
  /// The put and the call of ``evaluate(_:into:)``'s example under price factors 0.92 and 1.08 with
  /// volatility factors 1.2 and 0.9 give 4.7836…, 1.4281…, 0.3563… and 5.0622….
  ///
  /// - Precondition: `values` holds as many numbers as options times scenarios.
  public static func revalue(
    _ options: OptionColumns, under scenarios: Scenarios,
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
  let strikeValue: L
  let sign: L
  let term: DiscountTerm<L>
  let log: L
  let deviation: L
  let inverseDeviation: L

  @inline(__always)
  init(_ options: OptionColumns, at index: Int) {
    (self.index, count) = (index, options.count)
    (spot, sign) = (options.spot.lanes(at: index), options.sign.lanes(at: index))
    let strike: L = options.strike.lanes(at: index)
    term = options.term(at: index)
    strikeValue = strike * term.strikeDiscount
    log = Elementary.logRatio(spot, strike).addingProduct(term.carry, term.years)
    deviation = L.larger(options.volatility.lanes(at: index), .zero) * term.rootYears
    inverseDeviation = .one / deviation
  }

  @inline(__always)
  func revalue(
    under scenarios: Scenarios, into values: UnsafeMutableBufferPointer<Double>
  ) {
    for (j, scenario) in scenarios.all.enumerated() {
      let kernel = BlackKernel(
        spot: spot * L(repeating: scenario.price), volatility: .zero, term: term,
        strikeValue: strikeValue, log: log + L(repeating: scenario.logPrice),
        deviation: deviation * L(repeating: scenario.volatility),
        inverseDeviation: inverseDeviation * L(repeating: scenario.inverseVolatility),
        inverseSpot: .one)
      values.put(kernel.value(sign), at: j * count + index)
    }
  }
}
