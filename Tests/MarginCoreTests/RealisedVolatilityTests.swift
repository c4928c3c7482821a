import MarginCore
import Testing

@Suite struct RealisedVolatilityTests {
  static let prices = [100, 101.5, 99.25, 98, 103, 102.75, 104, 101]

  // p = [100, 101.5, 99.25, 98, 103, 102.75, 104, 101]; r = numpy.diff(numpy.log(p))
  // [numpy.sqrt(252) * 1.1 * r[i - 4:i].std(ddof=1) for i in range(4, 8)]
  static let expected: [Double] = [
    0.5651676358417701, 0.5620306714969064,
    0.4774289865001807, 0.5754313584579076,
  ]

  @Test func valuesAgreeWithNumpy() {
    let values = RealisedVolatility(window: 4, premium: 1.1).values(
      of: Self.prices, tradingDays: 252)
    #expect(values.prefix(4).allSatisfy { $0.isNaN })
    for (value, expected) in zip(values.dropFirst(4), Self.expected) {
      #expect(abs(value - expected) < 1e-14)
    }
  }

  @Test func noValueDependsOnLaterOrOlderRows() {
    let estimator = RealisedVolatility(window: 3)
    let whole = estimator.values(of: Self.prices, tradingDays: 252)
    let cut = estimator.values(of: Array(Self.prices.prefix(6)), tradingDays: 252)
    let late = estimator.values(of: Array(Self.prices.dropFirst(2)), tradingDays: 252)
    #expect(cut[3...] == whole[3..<6])
    #expect(late[3...] == whole.dropFirst(2)[5...])
  }

  @Test func theFloorHolds() {
    let flat = RealisedVolatility(window: 2, floor: 0.1).values(of: [5, 5, 5, 5], tradingDays: 252)
    #expect(flat[2...] == [0.1, 0.1])
  }

  @Test func aWindowWithAPriceOfZeroOrBelowHasNoValue() {
    let values = RealisedVolatility(window: 2, floor: 0.1).values(
      of: [1, 2, 3, -1, 2, 3, 4, 5], tradingDays: 252)
    #expect(values.map(\.isNaN) == [true, true, false, true, true, true, false, false])
  }

  @Test func tooFewRowsHaveNoValue() {
    #expect(RealisedVolatility(window: 2).values(of: [], tradingDays: 252).isEmpty)
    #expect(
      RealisedVolatility(window: 2).values(of: [1, 2], tradingDays: 252).allSatisfy { $0.isNaN })
    #expect(
      RealisedVolatility(window: 1).values(of: [1, 2], tradingDays: 252).allSatisfy { $0.isNaN })
  }
}
