import MarginCore
import TestSupport
import Testing

/// Rates on perpetuals, worked by hand.
@Suite struct PerpetualRatesTests {
  private func margin(
    _ model: any MarginModel, _ quantity: Double, _ settlement: Settlement = .linear
  ) throws -> MarginRequirement {
    let market = MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "BTC")],
      states: [UnderlyingState(spot: 50_000, volatility: .nan)])
    let perpetual = PerpetualContract(underlying: 0, settlement: settlement)
    let position = Position(.perpetual(perpetual), quantity: quantity, settledPrice: 50_000)
    return try model.requirement(for: Portfolio(positions: [position]), in: market)
  }

  /// 100 million at 1/80; 250 million at 1/40 less 150 million × (1/40 − 1/80).
  @Test func tiersAreMarginal() throws {
    #expect(abs(try margin(Models.leverageTiers, -2000).maintenance - 1.25e6) < 1e-6)
    let large = try margin(Models.leverageTiers, 5000)
    #expect(abs(large.maintenance - (250e6 / 40 - 150e6 / 80)) < 1e-6)
    #expect(large.initial == 2 * large.maintenance)
  }

  @Test func tiersMeetAtTheirBorder() throws {
    let below = try margin(Models.leverageTiers, 3000).maintenance
    let above = try margin(Models.leverageTiers, 3000.001).maintenance
    #expect(abs(above - below - 0.001 * 50_000 / 40) < 1e-3)
  }

  /// 100 million dollars in coin are what 2,000 linear coins are.
  @Test func coinSettledSizesCountAtTheirPrice() throws {
    let inverse = try margin(Models.leverageTiers, 100e6, .inverse)
    #expect(abs(inverse.maintenance - 1.25e6) < 1e-6)
  }

  /// 5 % up to 40 million, 1 from 100 million on, and half the way at 70 million.
  @Test(arguments: [(0.0, 0.05), (40e6, 0.05), (70e6, 0.525), (100e6, 1), (1e9, 1)])
  func openInterestRaisesInitialMargin(interest: Double, rate: Double) throws {
    let margin = try margin(Models.openInterestRates(interest), -2)
    #expect(abs(margin.initial - 100_000 * rate) < 1e-9)
    #expect(abs(margin.maintenance - 3000) < 1e-9)
  }

  @Test func otherInstrumentsAreRefused() {
    #expect(!Models.leverageTiers.covers(.spot(underlying: 0)))
    #expect(throws: ModelError.self) { try margin(Models.openInterestRates(0), 1, .inverse) }
  }
}
