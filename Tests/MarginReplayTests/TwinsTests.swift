import MarginCore
import MarginReplay
import TestSupport
import Testing

/// One book margined in stablecoin and in coin.
@Suite struct TwinsTests {
  private let history = market([8000, 8800, 5000, 6400, 7000])

  private func comparison(_ plan: Replay) throws -> TwinComparison {
    let twins = try #require(Twins(of: plan, at: history[0]))
    return try #require(try twins.run(over: history).first)
  }

  private func plan(_ positions: [Position], deposit: Money, share: Double) -> Replay {
    var plan = Replay(deposit: deposit, models: [NotionalModel(share: share)])
    plan.positions = positions
    return plan
  }

  private func perpetual(_ settlement: Settlement, multiplier: Double) -> Instrument {
    .perpetual(
      PerpetualContract(underlying: 0, multiplier: multiplier, settlement: settlement))
  }

  @Test func contractsKeepTheirSize() throws {
    let linear = perpetual(.linear, multiplier: 0.5)
    let inverse = perpetual(.inverse, multiplier: 4000)
    for instrument in [linear, inverse] {
      let plan = plan([Position(instrument, quantity: 2)], deposit: 4000, share: 0)
      let twins = try #require(Twins(of: plan, at: history[0]))
      #expect(twins.linear.positions.map(\.instrument) == [linear])
      #expect(twins.inverse.positions.map(\.instrument) == [inverse])
      #expect(twins.linear.deposit == 4000 && twins.inverse.deposit == 0)
      #expect(twins.inverse.collateral == [Collateral("X", quantity: 0.5, underlying: 0)])
    }
    let spot = plan([Position(.spot(underlying: 0), quantity: 1)], deposit: 1, share: 0)
    #expect(Twins(of: spot, at: history[0]) == nil)
  }

  /// N(1/S₀ − 1/Sₜ)Sₜ = (N/S₀)(Sₜ − S₀): a perpetual's payoff and the coins it was paid in are worth
  /// together what the linear one pays, so that the pledged coins are all the difference.
  @Test func aPerpetualDiffersByItsPledgeAlone() throws {
    let plan = plan(
      [Position(perpetual(.linear, multiplier: 1), quantity: 2)], deposit: 20_000, share: 0)
    for (step, spot) in zip(try comparison(plan).steps, [8000.0, 8800, 5000, 6400, 7000]) {
      #expect(abs(step.difference - 2.5 * (spot - 8000)) < 1e-8)
      #expect(abs(step.parts.pledged - step.difference) < 1e-8)
      #expect(abs(step.parts.payoff + step.parts.paid) < 1e-8)
      #expect(abs(step.parts.carry) < 1e-8 && step.parts.liquidation == 0)
    }
  }

  /// The coin-margined long loses its collateral with its position and is closed first: at 5,000 it
  /// has 1.25 + 16,000 (1/8,000 − 1/5,000) = 0.05 coins, the linear one 10,000 − 6,000 dollars.
  @Test func onlyTheCoinMarginedLongIsClosed() throws {
    let found = try comparison(
      plan([Position(perpetual(.linear, multiplier: 1), quantity: 2)], deposit: 10_000, share: 0.2))
    #expect(found.linear.liquidations.isEmpty && found.inverse.liquidations.count == 1)
    #expect(abs(found.steps[2].inverse - 250) < 1e-8 && abs(found.steps[2].linear - 4000) < 1e-8)
    #expect(found.steps[2].parts.liquidation == 0)
    #expect(found.steps[4].parts.liquidation < -3000)
  }

  /// The parts are the difference, whatever is held, hedged, paid and closed by force.
  @Test func partsAddUpOnRandomBooks() throws {
    var parts = TwinParts()
    for seed in 0..<30 {
      let random = RandomReplay(seed: UInt64(seed))
      var plan = random.replay
      plan.models = [NotionalModel(share: 0.3)]
      let twins = try #require(Twins(of: plan, at: random.history[0]))
      for step in try twins.run(over: random.history).flatMap(\.steps) {
        #expect(abs(step.parts.total - step.difference) <= 1e-9 * (1e6 + abs(step.linear)))
        parts.liquidation += abs(step.parts.liquidation)
        parts.carry += abs(step.parts.carry)
      }
    }
    #expect(parts.liquidation > 0 && parts.carry > 0)
  }
}
