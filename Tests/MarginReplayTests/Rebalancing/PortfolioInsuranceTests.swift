import Foundation
import MarginCore
import MarginReplay
import TestSupport
import Testing

/// Portfolio insurance against its closed forms.
struct PortfolioInsuranceTests {
  typealias Normals = RebalancingClosedFormTests.Normals

  private func exposure(_ rule: PortfolioInsurance, wealth: Double, age: Years = 0) -> Double {
    rule.exposure(
      for: Allocation(
        market: market([100])[0], weights: [TargetWeight(underlying: 0, weight: 1)],
        wealth: wealth, deposit: 1_000, age: age))
  }

  /// Hand calculation: 4 × (1,000 − 800) of 1,000 is 0.8; 4 × (1,200 − 800) of 1,200 is capped at 1.
  @Test func exposureIsAMultipleOfTheCushion() {
    let rule = PortfolioInsurance(multiplier: 4, floor: 0.8, floorRate: 0)
    #expect(abs(exposure(rule, wealth: 1_000) - 0.8) < 1e-15)
    #expect(exposure(rule, wealth: 1_200) == 1)
    #expect(exposure(rule, wealth: 800) == 0 && exposure(rule, wealth: 500) == 0)
    let growing = PortfolioInsurance(multiplier: 4, floor: 0.8, floorRate: 0.05)
    #expect(abs(growing.floor(of: 1_000, after: 2) - 800 * exp(0.1)) < 1e-10)
  }

  /// N{[ln((m − 1)/m) + r dt − (μ − σ²/2)dt]/(σ√dt)} = 0.0581867545415973 of scipy for m 8, σ 0.6, a
  /// week: the share of weeks after which wealth is below the floor, within four standard errors.
  @Test func gapsAreAsFrequentAsTheClosedFormSays() {
    let (m, mu, sigma, r, dt) = (8.0, 0.05, 0.6, 0.02, 1 / 52.0)
    let rule = PortfolioInsurance(multiplier: m, floor: 0.9, floorRate: r, cap: 10)
    let (draws, expected) = (40_000, 0.05818675454159724)
    var normals = Normals(11)
    let held = exposure(rule, wealth: 1_000) * 1_000
    let gaps = (0..<draws).count { _ in
      let growth = exp((mu - sigma * sigma / 2) * dt + sigma * dt.squareRoot() * normals.next())
      let wealth = held * growth + (1_000 - held) * exp(r * dt)
      return wealth < rule.floor(of: 1_000, after: dt)
    }
    let error = (expected * (1 - expected) / Double(draws)).squareRoot()
    #expect(abs(Double(gaps) / Double(draws) - expected) < 4 * error)
  }

  private func replay(_ multiplier: Double, _ rate: Rate) -> Replay {
    var replay = Replay(deposit: 1_000, models: [])
    replay.interest = rate
    replay.rebalancing = RebalancingPlan(
      weights: [TargetWeight(underlying: 0, weight: 1)],
      exposure: PortfolioInsurance(
        multiplier: multiplier, floor: 0.8, floorRate: rate, cap: 100))
    return replay
  }

  /// No fall of 1/m in a step, no gap: on any path the cushion is multiplied by 1 + m(R − r) > 0.
  @Test func withoutJumpsWealthNeverFallsBelowTheFloor() throws {
    for seed in 0..<20 {
      var random = SplitMix64(state: UInt64(seed))
      var spots = [100.0]
      for _ in 0..<300 {
        spots.append(spots[spots.count - 1] * .random(in: 0.81...1.2, using: &random))
      }
      let wealth = try #require(try replay(5, 0.03).run(over: market(spots)).rebalancing?.gross)
      let rule = PortfolioInsurance(multiplier: 5, floor: 0.8, floorRate: 0.03)
      for (step, value) in wealth.enumerated() {
        // Twelve digits of the wealth that sums of a hundred times the cushion leave.
        let floor = rule.floor(of: 1_000, after: Double(step) / 365)
        #expect(value >= floor - 1e-12 * (value + 1e3))
      }
    }
  }

  /// A fall of 30 % with m = 5 goes through the floor, after which all stays in cash.
  @Test func aJumpGoesThroughTheFloorAndEndsInCash() throws {
    let wealth = try #require(
      try replay(5, 0).run(over: market([100, 70, 140, 70])).rebalancing?.gross)
    #expect(zip(wealth, [1_000, 700, 700, 700]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  /// C_T = C₀ exp((r + m(μ − r) − m²σ²/2)T + mσW_T).
  ///
  /// With n steps the logarithm of the cushion misses by a standard deviation of
  /// m(m − 1)/2·σ²T·√(2/n).
  @Test func smallStepsApproachTheContinuousCushion() throws {
    let (m, mu, sigma, r, n) = (3.0, 0.08, 0.2, 0.03, 3_650)
    for seed in 0..<5 {
      var normals = Normals(UInt64(100 + seed))
      let dt = 0.1 / 365
      var (spots, brownian) = ([100.0], 0.0)
      for _ in 0..<n {
        let move = dt.squareRoot() * normals.next()
        brownian += move
        spots.append(spots[spots.count - 1] * exp((mu - sigma * sigma / 2) * dt + sigma * move))
      }
      let times = (0...n).map {
        Timestamp(microseconds: Int64($0) * (TimeSpan.day.microseconds / 10))
      }
      let history = MarketHistory(
        times: times, underlyings: [Underlying(name: "X")],
        paths: [UnderlyingPath(spot: spots, volatility: spots.map { _ in 0.2 })])
      let wealth = try #require(try replay(m, r).run(over: history).rebalancing?.gross.last)
      let years = Double(n) * dt
      let cushion = wealth - 800 * exp(r * years)
      let exponent = (r + m * (mu - r) - m * m * sigma * sigma / 2) * years + m * sigma * brownian
      let error = m * (m - 1) / 2 * sigma * sigma * years * (2 / Double(n)).squareRoot()
      #expect(abs(log(cushion / 200) - exponent) < 4 * error)
    }
  }
}
