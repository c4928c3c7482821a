import TestSupport
import Testing

@testable import MarginCore

/// What value at risk and expected shortfall owe each other, on random losses.
struct TailRiskTests {
  private func losses(_ count: Int, seed: UInt64) -> [Double] {
    var random = SplitMix64(state: seed)
    return (0..<count).map { _ in
      let x = Double.random(in: -1...1, using: &random)
      return x * x * x * 100
    }
  }

  @Test func shortfallIsAtLeastValueAtRisk() {
    for seed in 0..<200 {
      let losses = losses(2 + seed, seed: UInt64(seed))
      for confidence in [0.5, 0.75, 0.9, 0.975, 0.99, 0.999, 1] {
        let tail = TailRisk(of: losses, beyond: confidence)
        #expect(tail.expectedShortfall >= tail.valueAtRisk - 1e-12)
        let weights = AgeWeightedVaR.weights(losses.count, decay: 0.98)
        let aged = TailRisk(of: losses, weights: weights, beyond: confidence)
        #expect(aged.expectedShortfall >= aged.valueAtRisk - 1e-12)
      }
    }
  }

  /// Equal weights take the first loss to reach the share, which is the k-th worst.
  @Test func equalWeightsGiveTheOrderStatistic() {
    let losses = losses(200, seed: 3)
    let tail = TailRisk(
      of: losses, weights: AgeWeightedVaR.weights(200, decay: 1), beyond: 0.95)
    #expect(tail.valueAtRisk == losses.sorted()[190])
    let plain = TailRisk(of: losses, beyond: 0.95)
    #expect(abs(tail.expectedShortfall - plain.expectedShortfall) < 1e-12)
  }

  @Test func shortfallIsSubadditive() {
    for seed in 0..<200 {
      let a = losses(100 + seed, seed: UInt64(seed))
      let b = losses(100 + seed, seed: UInt64(seed + 1000))
      for confidence in [0.9, 0.975, 0.99] {
        let shortfall = { TailRisk(of: $0, beyond: confidence).expectedShortfall }
        let both = zip(a, b).map { $0 + $1 }
        #expect(shortfall(both) <= shortfall(a) + shortfall(b) + 1e-9)
      }
    }
  }

  /// Value at risk is not subadditive: two books that each lose 100 on a different one of twenty days
  /// ask for nothing apart at 94 %, and for 86 together, since together they lose twice as often.
  @Test func valueAtRiskIsNotSubadditive() {
    let a = (0..<20).map { $0 == 3 ? 100.0 : 0 }
    let b = (0..<20).map { $0 == 11 ? 100.0 : 0 }
    let risk = { TailRisk(of: $0, beyond: 0.94).valueAtRisk }
    #expect(risk(a) == 0 && risk(b) == 0)
    #expect(abs(risk(zip(a, b).map { $0 + $1 }) - 86) < 1e-9)
  }

  @Test func nothingHasNoTail() {
    #expect(TailRisk(of: [], beyond: 0.99) == TailRisk(valueAtRisk: 0, expectedShortfall: 0))
    #expect(SamplingError(of: [], TailRisk(of: [], beyond: 0.9), beyond: 0.9).valueAtRisk == 0)
  }

  /// Partition against a full sort, with ties.
  @Test func largestValuesAreThoseOfASort() {
    for seed in 0..<100 {
      let values = losses(65 + 7 * seed, seed: UInt64(seed)).map { $0.rounded() }
      for values in [values, values.sorted(), values.sorted(by: >)] {
        for count in [0, 1, 5, values.count / 2, values.count, values.count + 3] {
          #expect(values.largest(count) == Array(values.sorted().suffix(count)))
        }
      }
    }
  }

  /// A requirement of losses that are not all numbers is none, instead of one of the others.
  @Test func notANumberIsNotLost() {
    for place in [3, 250, 499] {
      let values = (0..<500).map { $0 == place ? .nan : Double($0) }
      #expect(values.largest(5).allSatisfy { $0.isNaN })
    }
  }

  /// Sixteen at a time against one at a time, to the last bit.
  @Test func columnsOfReturnsAreThoseOfTheScalarFunctions() {
    for count in [0, 1, 2, 16, 17, 40, 63] {
      let values = losses(count, seed: UInt64(count)).map { 50 + abs($0) }
      let ratios = zip(values.dropFirst(), values).map { Elementary.logRatio($0, $1) }
      #expect(values[...].logRatios == ratios)
      #expect(ratios.growths(scale: 1.7) == ratios.map { Elementary.exp($0 * 1.7) - 1 })
    }
  }

  /// The search for the worst in growing steps against a sort of everything, with ties.
  @Test func weightedTailsAreThoseOfASort() {
    for seed in 0..<60 {
      let losses = losses(20 + 17 * seed, seed: UInt64(seed)).map { ($0 * 3).rounded() }
      let weights = AgeWeightedVaR.weights(losses.count, decay: seed % 2 == 0 ? 1 : 0.97)
      for confidence in [0.5, 0.9, 0.99] {
        let got = TailRisk(of: losses, weights: weights, beyond: confidence)
        let order = losses.indices.sorted { (losses[$0], $1) > (losses[$1], $0) }
        var (reached, risk) = (0.0, 0.0)
        for index in order where reached < 1 - confidence - 1e-12 {
          (reached, risk) = (reached + weights[index], losses[index])
        }
        #expect(got.valueAtRisk == risk)
      }
    }
  }
}
