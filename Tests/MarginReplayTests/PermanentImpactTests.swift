import MarginCore
import MarginReplay
import TestSupport
import Testing

/// What must hold of a linear lasting shift of the price.
struct PermanentImpactTests {
  /// ½ g X²: Almgren and Chriss (2001), the permanent part of the expected cost, however it is sliced.
  @Test(arguments: [1, 2, 7, 100]) func aTradeCostsTheSameHoweverItIsSliced(slices: Int) {
    var impact = PermanentImpact()
    let cost = (0..<slices).reduce(0) { sum, _ in
      sum + impact.trade(1000 / Double(slices), slope: 0.02)
    }
    #expect(abs(cost - 0.5 * 0.02 * 1000 * 1000) < 1e-8)
  }

  /// By hand: 0 → 10 → 4 → −6 units at a slope of 2 then 8: 100, −84, −16 + ½ · 8 · 36.
  @Test func unwindingGivesBackAndCrossingStartsAnew() {
    var impact = PermanentImpact()
    #expect(impact.trade(10, slope: 2) == 100)
    #expect(abs(impact.trade(-6, slope: 8) + 84) < 1e-12)
    #expect(abs(impact.trade(-10, slope: 8) - 128) < 1e-12)
    #expect(impact.outstanding == 144 && impact.units == -6)
  }

  /// On random trades and slopes: never a gain so far, nothing left when flat.
  @Test func noRoundTripPays() {
    var random = SplitMix64(state: 11)
    for _ in 0..<200 {
      var (impact, paid) = (PermanentImpact(), 0.0)
      for _ in 0..<30 {
        let trade = Double.random(in: -100...100, using: &random)
        paid += impact.trade(trade, slope: .random(in: 0...3, using: &random))
        #expect(paid >= -1e-7 && impact.outstanding >= 0)
      }
      paid += impact.trade(-impact.units, slope: .random(in: 0...3, using: &random))
      #expect(abs(paid) < 1e-7 && impact.outstanding == 0)
    }
  }
}
