import Foundation
import MarginCore
import MarginReplay
import TestSupport
import Testing

/// Simulated paths against the closed forms of continuous rebalancing.
///
/// Tolerances are four standard errors of the estimate at hand; seeds are fixed.
struct RebalancingClosedFormTests {
  /// Standard normals by the method of Box and Muller.
  struct Normals {
    private var random: SplitMix64

    init(_ seed: UInt64) { random = SplitMix64(state: seed) }

    mutating func next() -> Double {
      let u = Double.random(in: Double.leastNonzeroMagnitude..<1, using: &random)
      return (-2 * log(u)).squareRoot() * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
    }
  }

  static let volatilities = [0.3, 0.2]
  static let drifts = [0.08, 0.05]
  static let correlation = 0.25
  static let steps = 10_000
  static let years = Double(steps) / 365

  /// Two correlated geometric Brownian motions, a step each day.
  static let history: MarketHistory = {
    var normals = Normals(1987)
    var spots = [[100.0], [100.0]]
    let dt = 1 / 365.0
    for step in 0..<steps {
      let z = normals.next()
      let other = correlation * z + (1 - correlation * correlation).squareRoot() * normals.next()
      for (asset, shock) in [z, other].enumerated() {
        let (mu, sigma) = (drifts[asset], volatilities[asset])
        spots[asset].append(
          spots[asset][step] * exp((mu - sigma * sigma / 2) * dt + sigma * dt.squareRoot() * shock))
      }
    }
    return MarketHistory(
      times: (0...steps).map(day), underlyings: [Underlying(name: "X"), Underlying(name: "Y")],
      paths: spots.map { UnderlyingPath(spot: $0, volatility: $0.map { _ in 0.2 }) })
  }()

  static func metrics(_ weights: [Double], models: [any MarginModel]) throws -> RunResult {
    var replay = Replay(deposit: 1_000_000, models: models)
    replay.rebalancing = RebalancingPlan(
      weights: weights.enumerated().map { TargetWeight(underlying: $0, weight: $1) })
    return try replay.run(over: history)
  }

  /// w′Cw of the true covariances.
  static func variance(_ w: [Double]) -> Double {
    let (a, b) = (w[0] * volatilities[0], w[1] * volatilities[1])
    return a * a + b * b + 2 * correlation * a * b
  }

  /// g = w′μ − w′Cw/2, and the premium over the components ½(Σwσ² − w′Cw).
  ///
  /// The growth of one path has standard error σ_p/√T; the premium, freed of the drift, that of
  /// variances of n returns, √(2/n).
  @Test(arguments: [[0.5, 0.5], [0.7, 0.3], [0.2, 0.3]])
  func constantWeightsGrowAsTheClosedFormSays(weights: [Double]) throws {
    let summary = try #require(try Self.metrics(weights, models: [Models.tims]).summaries().first)
    let variance = Self.variance(weights)
    let wanted = zip(weights, Self.drifts).reduce(0) { $0 + $1.0 * $1.1 } - variance / 2
    let growth = try #require(summary.number("growth"))
    #expect(abs(growth - wanted) < 4 * (variance / Self.years).squareRoot())
    let own = zip(weights, Self.volatilities).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    let error = 4 * 0.5 * (own + variance) * (2 / Double(Self.steps)).squareRoot()
    let premium = try #require(summary.number("premium_over_components"))
    #expect(abs(premium - (own - variance) / 2) < error)
    let estimate = try #require(summary.number("diversification_return"))
    // The estimate differs from what was earned by third powers of daily returns only.
    #expect(abs(estimate - premium) < 0.02 * premium)
  }

  /// E|Δw| = w₁w₂ s_rel √(2dt/π); |N| has a standard deviation of 0.756 of its mean.
  @Test func turnoverIsThatOfAFoldedNormal() throws {
    let weights = [0.5, 0.5]
    let summary = try #require(try Self.metrics(weights, models: [Models.tims]).summaries().first)
    let relative =
      (Self.variance([1, -1])).squareRoot() * (2 / 365.0 / Double.pi).squareRoot()
    let expected = 0.25 * relative * Double(Self.steps)
    let turnover = try #require(summary.number("turnover"))
    #expect(abs(turnover / expected - 1) < 4 * 0.756 / Double(Self.steps).squareRoot())
  }

  /// A weight of ½ leaves a band of b when the relative move reaches b/(w(1 − w)), after that squared
  /// over s_rel² on average.
  ///
  /// Looked at in steps, the barrier lies 0.5826 standard deviations of a step
  /// further out (Chernoff and Petkau, 1986); exit times scatter by √(2/3) of their mean.
  @Test func bandsAreHitAsOftenAsABrownianMotionLeavesThem() {
    let (band, hits) = (0.02, 1_500)
    let move = 0.008
    let trigger = BandRebalancing(width: band)
    var normals = Normals(7)
    var (ratio, steps, found) = (1.0, 0, 0)
    while found < hits {
      ratio *= exp(move * normals.next())
      steps += 1
      let weights = [ratio / (1 + ratio), 1 / (1 + ratio)]
      let drift = WeightDrift(
        time: day(0), lastTrade: day(0), weights: weights, targets: [0.5, 0.5])
      guard trigger.destination(of: drift) != nil else { continue }
      (ratio, found) = (1, found + 1)
    }
    let barrier = log((0.5 + band) / (0.5 - band)) / move + 0.5826
    let expected = barrier * barrier * Double(hits)
    let error = (2 / 3.0 / Double(hits)).squareRoot()
    #expect(abs(Double(steps) / expected - 1) < 4 * error)
  }
}
