import TestSupport
import Testing

@testable import MarginCore

/// Sixteen lanes against one, bit for bit: the same arithmetic, whatever the width.
struct OptionBatchTests {
  /// Terms of a random option, the absurd among them.
  private func terms(_ random: inout SplitMix64) -> [Double] {
    let odd: [Double] = [0, -1, 1e-300, 1e300, .infinity, .nan, .leastNonzeroMagnitude]
    func pick(_ range: ClosedRange<Double>) -> Double {
      Int.random(in: 0..<25, using: &random) == 0
        ? odd[Int.random(in: 0..<odd.count, using: &random)] : .random(in: range, using: &random)
    }
    return [
      pick(1...500), pick(1...500), pick(0...5), pick(-0.05...0.2), pick(-0.05...0.2),
      pick(0...3), Bool.random(using: &random) ? 1 : -1,
    ]
  }

  @Test func batchAndScalarAgreeBitForBit() {
    var random = SplitMix64(state: 11)
    let options = (0..<1003).map { _ in terms(&random) }
    var columns = (0..<7).map { column in options.map { $0[column] } }
    let results = evaluate(&columns)
    for (i, option) in options.enumerated() {
      let alone = BlackScholes(
        spot: option[0], strike: option[1], years: option[2], rate: option[3], yield: option[4],
        volatility: option[5]
      ).greeks(option[6] > 0 ? .call : .put)
      let expected = [alone.value, alone.delta, alone.gamma, alone.vega, alone.theta]
      for (column, value) in expected.enumerated() {
        let got = results[column][i]
        #expect(
          got.bitPattern == value.bitPattern || (got.isNaN && value.isNaN),
          "\(column) \(got) \(value) \(option)")
      }
    }
  }

  /// Fewer than sixteen, sixteen, and a last group that overlaps the one before.
  @Test(arguments: [0, 1, 15, 16, 17, 40])
  func everyOptionIsPricedOnce(count: Int) {
    var random = SplitMix64(state: 3)
    let options = (0..<count).map { _ in terms(&random) }
    var columns = (0..<7).map { column in options.map { $0[column] } }
    let values = evaluate(&columns)[0]
    let alone = options.map { option in
      BlackScholes(
        spot: option[0], strike: option[1], years: option[2], rate: option[3], yield: option[4],
        volatility: option[5]
      ).value(option[6] > 0 ? .call : .put)
    }
    #expect(values.map(\.bitPattern) == alone.map(\.bitPattern))
  }

  private func evaluate(_ columns: inout [[Double]]) -> [[Double]] {
    let count = columns[0].count
    let memory = UnsafeMutableBufferPointer<Double>.allocate(capacity: 12 * count)
    defer { memory.deallocate() }
    memory.initialize(repeating: .nan)
    for (i, column) in columns.enumerated() {
      for (j, value) in column.enumerated() { memory[i * count + j] = value }
    }
    func column(_ i: Int) -> UnsafeMutableBufferPointer<Double> {
      UnsafeMutableBufferPointer(rebasing: memory[i * count..<(i + 1) * count])
    }
    func read(_ i: Int) -> UnsafeBufferPointer<Double> { UnsafeBufferPointer(column(i)) }
    BlackScholes.evaluate(
      OptionColumns(
        spot: read(0), strike: read(1), years: read(2), rate: read(3), yield: read(4),
        volatility: read(5), sign: read(6)),
      into: GreekColumns(
        value: column(7), delta: column(8), gamma: column(9), vega: column(10), theta: column(11)))
    return (7..<12).map { Array(column($0)) }
  }

  /// Shared logarithms cost a few units in the last place of prices below 200: 1e-12 of money.
  @Test(arguments: [[TimeSpan.zero], [.day], [.zero, .day, .days(29), .days(31)]])
  func scenarioProfitsAgreeWithTheirPlainTwin(elapsed: [TimeSpan]) {
    let now = Timestamp(microseconds: 0)
    let state = UnderlyingState(spot: 100, volatility: 0.25, rate: 0.04, yield: 0.01)
    let shocks = (0..<20).map {
      Shock(
        spotMove: -1 + 0.1 * Double($0), volatilityMove: 0.25 * Double($0 % 5 - 4),
        volatilityShift: $0 % 3 == 0 ? 0.01 : 0, elapsed: elapsed[$0 % elapsed.count])
    }
    for strike in stride(from: 60.0, through: 150, by: 7.5) {
      let option = Instrument.option(
        OptionContract(
          underlying: 0, right: .put, strike: strike, expiry: now + .days(30), multiplier: 1))
      let gains = profits(of: [Position(option, quantity: 1)], under: shocks, in: state, at: now)
      for (gain, shock) in zip(gains, shocks) {
        let shocked = shock.applied(to: state)
        let plain =
          option.price(in: shocked, at: now + shock.elapsed) - option.price(in: state, at: now)
        #expect(abs(gain - plain) < 1e-12, "\(strike) under \(shock)")
      }
    }
  }

  @Test func shockOfNothingGainsNothing() {
    let now = Timestamp(microseconds: 0)
    let option = Instrument.option(
      OptionContract(underlying: 0, right: .call, strike: 103.7, expiry: now + .days(17)))
    let state = UnderlyingState(spot: 101.3, volatility: 0.31, rate: 0.04, yield: 0.01)
    let gains = profits(
      of: [Position(option, quantity: 7)], under: [Shock(spotMove: 0)], in: state, at: now)
    #expect(gains == [0])
  }

  /// A scenario's value does not depend on which others are asked for: those beside it fall to
  /// nothing, shift volatility or let more time pass.
  @Test func shockGainsTheSameInAnyCompany() {
    var random = SplitMix64(state: 42)
    let now = Timestamp(microseconds: 0)
    let state = UnderlyingState(spot: 100, volatility: 0.35, rate: 0.04, yield: 0.01)
    let shocks = (0..<20).map {
      Shock(
        spotMove: 0.02 * Double($0 - 10), volatilityMove: 0.1 * Double($0 % 4 - 1), elapsed: .day)
    }
    let others = [
      Shock(spotMove: -1, elapsed: .day), Shock(spotMove: 0, volatilityShift: 0.1, elapsed: .day),
    ]
    let positions = (0..<37).map { i in
      let contract = OptionContract(
        underlying: 0, right: i % 2 == 0 ? .call : .put,
        strike: .random(in: 50...200, using: &random), expiry: now + .days(2 + i * 9))
      return Position(.option(contract), quantity: Double(i % 5 - 2))
    }
    let alone = profits(of: positions, under: shocks, in: state, at: now)
    let together = profits(of: positions, under: shocks + others, in: state, at: now)
    #expect(alone == Array(together.prefix(20)))
    let later = profits(
      of: positions, under: shocks + [Shock(spotMove: 0, elapsed: .days(3))], in: state, at: now)
    #expect(alone == Array(later.prefix(20)))
  }

  /// 64 bits of a batch, folded: the number every machine and every `-march` must find.
  @Test func bitsAreTheSameEverywhere() {
    var random = SplitMix64(state: 5)
    var columns = (0..<7).map { _ in [Double]() }
    for _ in 0..<4096 {
      let option = [
        Double.random(in: 50...150, using: &random), .random(in: 50...150, using: &random),
        .random(in: 0.001...3, using: &random), .random(in: -0.02...0.1, using: &random),
        .random(in: -0.02...0.1, using: &random), .random(in: 0.03...1.5, using: &random),
        Bool.random(using: &random) ? 1 : -1,
      ]
      for (i, value) in option.enumerated() { columns[i].append(value) }
    }
    let digest = evaluate(&columns).joined().reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ $1.bitPattern) &* 1_099_511_628_211
    }
    #expect(digest == 15_174_517_456_175_623_345)
  }
}
