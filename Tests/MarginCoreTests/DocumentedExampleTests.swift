import MarginCore
import Testing

/// The numbers that the documentation of the pricing functions shows, computed with mpmath at 15 digits
/// from the textbook formulas; 1e-11 relative is what they are printed to.
struct DocumentedExampleTests {
  private func expect(_ value: Double, _ expected: Double) {
    #expect(abs(value / expected - 1) < 1e-11, "\(value) \(expected)")
  }

  @Test func inverseOption() {
    let option = InverseOption(forward: 10_000, strike: 12_000, years: 0.25, volatility: 0.8)
    expect(option.value(.call), 0.0918809470952)
    expect(option.dollarGreeks(.call).delta, 0.399051134254)
    expect(option.premiumAdjustedDelta(.call), 0.307170187159)
    expect(option.greeks(.call).delta, 3.07170187159e-5)
  }

  @Test func bachelier() {
    let option = Bachelier(forward: -2, strike: 0, years: 0.25, rate: 0.03, volatility: 30)
    expect(option.value(.call), 4.99960980676)
    expect(option.value(.put), 6.9846659164)
  }

  @Test func batches() {
    let terms: [[Double]] = [
      [100, 100], [90, 110], [0.5, 0.5], [0.02, 0.02], [0, 0], [0.2, 0.2], [-1, 1],
    ]
    let memory = UnsafeMutableBufferPointer<Double>.allocate(capacity: 28)
    defer { memory.deallocate() }
    _ = memory.initialize(from: terms.joined() + [Double](repeating: 0, count: 14))
    func column(_ i: Int, _ count: Int = 2) -> UnsafeMutableBufferPointer<Double> {
      UnsafeMutableBufferPointer(rebasing: memory[2 * i..<2 * i + count])
    }
    func input(_ i: Int) -> UnsafeBufferPointer<Double> { UnsafeBufferPointer(column(i)) }
    let options = OptionColumns(
      spot: input(0), strike: input(1), years: input(2), rate: input(3), yield: input(4),
      volatility: input(5), sign: input(6))
    BlackScholes.evaluate(
      options,
      into: GreekColumns(
        value: column(7), delta: column(8), gamma: column(9), vega: column(10), theta: column(11)))
    zip(column(7), [1.55840255562, 2.47294213714]).forEach(expect)
    zip(column(8), [-0.18769220050, 0.2971817737]).forEach { #expect(abs($0 - $1) < 1e-10) }
    BlackScholes.revalue(
      options, under: Scenarios(priceFactors: [0.92, 1.08], volatilityFactors: [1.2, 0.9]),
      into: column(12, 4))
    zip(column(12, 4), [4.78365253944, 1.42818818345, 0.356302500498, 5.06227558465])
      .forEach(expect)
  }
}
