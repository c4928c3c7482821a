import TestSupport
import Testing

@testable import MarginCore

/// The scenario grid against options priced alone in the shocked market.
struct ScenarioBatchTests {
  private let priceFactors = [0.0, 0.5, 0.92, 1, 1.08, 3]
  private let volatilityFactors = [0.7, 0, 1.3, 1, 1, 5]

  private func randomOptions(_ count: Int) -> [[Double]] {
    var random = SplitMix64(state: 21)
    return (0..<count).map { _ in
      [
        Double.random(in: 50...150, using: &random), .random(in: 50...150, using: &random),
        .random(in: -0.1...2, using: &random), .random(in: -0.02...0.1, using: &random),
        .random(in: -0.02...0.1, using: &random), .random(in: 0...1.5, using: &random),
        Bool.random(using: &random) ? 1 : -1,
      ]
    }
  }

  @Test(arguments: [0, 3, 16, 37])
  func gridAgreesWithOptionsAlone(count: Int) {
    let options = randomOptions(count)
    let columns = (0..<7).map { column in options.map { $0[column] } }
    let values = revalue(columns)
    for (j, (price, volatility)) in zip(priceFactors, volatilityFactors).enumerated() {
      for (i, option) in options.enumerated() {
        let alone = BlackScholes(
          spot: option[0] * price, strike: option[1], years: option[2], rate: option[3],
          yield: option[4], volatility: option[5] * volatility
        ).value(option[6] > 0 ? .call : .put)
        // A few roundings of price and strike, since ln(S/K) and the shock are added.
        let error = abs(values[j * count + i] - alone)
        #expect(error <= 4e-14 * (option[0] * price + option[1]), "\(option) \(j)")
      }
    }
  }

  /// A value has the same bits in a group of sixteen and alone.
  @Test func gridIsTheSameForAnyNumberOfOptions() {
    let options = randomOptions(16)
    let together = revalue((0..<7).map { column in options.map { $0[column] } })
    for (i, option) in options.enumerated() {
      let alone = revalue(option.map { [$0] })
      for (j, value) in alone.enumerated() {
        #expect(value.bitPattern == together[16 * j + i].bitPattern, "\(option) \(j)")
      }
    }
  }

  private func revalue(_ columns: [[Double]]) -> [Double] {
    let memory = Column(Array(columns.joined()))
    let count = columns[0].count
    func column(_ i: Int) -> UnsafeBufferPointer<Double> { memory[i * count, count] }
    let scenarios = Scenarios(priceFactors: priceFactors, volatilityFactors: volatilityFactors)
    return Array(unsafeUninitializedCapacity: 6 * count) { values, written in
      written = 6 * count
      BlackScholes.revalue(
        OptionColumns(
          spot: column(0), strike: column(1), years: column(2), rate: column(3),
          yield: column(4), volatility: column(5), sign: column(6)),
        under: scenarios, into: UnsafeMutableBufferPointer(rebasing: values[..<written]))
    }
  }

  /// Black-76 columns against Black-Scholes-Merton columns with the rate for the yield.
  @Test func forwardColumnsAreThoseWithTheRateAsYield() {
    let options = randomOptions(33)
    let columns = (0..<7).map { column in options.map { $0[column == 4 ? 3 : column] } }
    let memory = Column(columns.joined() + [Double](repeating: 0, count: 10 * 33))
    func column(_ i: Int) -> UnsafeBufferPointer<Double> { memory[i * 33, 33] }
    func result(_ i: Int) -> UnsafeMutableBufferPointer<Double> {
      UnsafeMutableBufferPointer(mutating: column(i))
    }
    func results(_ i: Int) -> GreekColumns {
      GreekColumns(
        value: result(i), delta: result(i + 1), gamma: result(i + 2), vega: result(i + 3),
        theta: result(i + 4))
    }
    BlackScholes.evaluate(
      OptionColumns(
        forward: column(0), strike: column(1), years: column(2), rate: column(3),
        volatility: column(5), sign: column(6)), into: results(7))
    BlackScholes.evaluate(
      OptionColumns(
        spot: column(0), strike: column(1), years: column(2), rate: column(3), yield: column(4),
        volatility: column(5), sign: column(6)), into: results(12))
    for i in 0..<5 {
      #expect(column(7 + i).map(\.bitPattern) == column(12 + i).map(\.bitPattern))
    }
  }
}

/// Numbers that stay where they are.
private final class Column {
  private let numbers: UnsafeMutableBufferPointer<Double>

  init(_ values: [Double]) {
    numbers = .allocate(capacity: values.count)
    _ = numbers.initialize(from: values)
  }

  deinit { numbers.deallocate() }

  subscript(start: Int, count: Int) -> UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(rebasing: numbers[start..<start + count])
  }
}
