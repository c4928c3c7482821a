import MarginCore
import MarginReplay
import Testing

/// An option that takes the book's gamma or vega away.
struct OptionHedgeTests {
  private func replay(_ hedge: OptionHedge, lot: Double? = nil) -> Replay {
    var replay = Replay(deposit: 1e6, models: [NoMargin()])
    let contract = OptionContract(underlying: 0, right: .call, strike: 105, expiry: day(60))
    replay.positions = [Position(.option(contract), quantity: -20)]
    replay.hedging = HedgePlan(policy: ScheduledHedge(every: .zero), lot: lot)
    replay.hedging.option = hedge
    replay.costs.options = OptionCharge(fee: 1, halfSpread: 0.02)
    return replay
  }

  private let spots = (0..<50).map { 100 + 8 * Double(($0 * 7) % 11) / 11 }

  @Test(arguments: [OptionHedge.Sensitivity.gamma, .vega])
  func theSensitivityAndDeltaAreGone(neutral: OptionHedge.Sensitivity) throws {
    let hedge = OptionHedge(neutral, tenor: .days(30), roll: .days(5))
    let log = try #require(try replay(hedge).run(over: market(spots)).accounts.first)
    for step in log.steps {
      let left = neutral == .gamma ? step.greeks.gamma : step.greeks.vega
      #expect(abs(left) < 1e-8 && abs(step.greeks.delta) < 1e-8)
    }
    expectFinite(log)
  }

  /// Five days before its expiry the option is replaced: closed and opened in one step.
  @Test func theOptionIsReplacedBeforeItExpires() throws {
    let hedge = OptionHedge(.gamma, tenor: .days(30), roll: .days(5))
    let still = Array(repeating: 104.0, count: 50)
    let log = try #require(try replay(hedge).run(over: market(still)).accounts.first)
    let expiries = log.positions.filter { $0.position.purpose == .hedge }
      .compactMap { $0.position.instrument.option?.expiry }
    #expect(expiries.first == day(30) && expiries.contains(day(55)))
    for record in log.positions where record.position.purpose == .hedge {
      if let expiry = record.position.instrument.expiry { #expect(expiry > record.time + .days(5)) }
    }
  }

  /// Its gain is the hedge's, not the book's, and it settles like any option.
  @Test func anExpiringHedgeIsSettledAndAttributedToTheHedge() throws {
    var replay = replay(OptionHedge(.gamma, tenor: .days(3), band: 1))
    replay.hedging.policy = NoHedge()
    replay.hedging.option?.band = 0
    let log = try #require(try replay.run(over: market([104, 104, 104, 112])).accounts.first)
    let settled = log.trades.filter { $0.reason == .expiry }
    #expect(settled.count == 1 && settled.first?.time == day(3))
    #expect((settled.first?.price ?? 0) > 7)
    let step = log.steps[3]
    let hedge = log.positions.filter { $0.time == day(2) && $0.position.purpose == .hedge }
    let before = try #require(hedge.first)
    let gain = before.position.units * (settled.first?.price ?? .nan) - before.value
    #expect(abs(step.attribution.hedge - gain) < 1e-9)
  }

  @Test func aBandLeavesThatShareOfTheBooksGamma() throws {
    let hedge = OptionHedge(.gamma, tenor: .days(30), band: 0.2, roll: .days(5))
    let log = try #require(try replay(hedge).run(over: market(spots)).accounts.first)
    let every = OptionHedge(.gamma, tenor: .days(30), roll: .days(5))
    let all = try #require(try replay(every).run(over: market(spots)).accounts.first)
    func trades(_ log: AccountLog) -> Int {
      log.trades.filter { $0.instrument.option != nil && $0.reason == .hedge }.count
    }
    #expect(trades(log) < trades(all) && trades(log) > 0)
  }

  @Test func lotsAreWholeContracts() throws {
    let hedge = OptionHedge(.vega, tenor: .days(30), roll: .days(5), lot: 1)
    let log = try #require(try replay(hedge).run(over: market(spots)).accounts.first)
    for record in log.positions where record.position.purpose == .hedge {
      guard record.position.instrument.option != nil else { continue }
      #expect(record.position.quantity == record.position.quantity.rounded())
    }
  }

  /// Far from its strike an option has no gamma to give: it is replaced before its number explodes.
  @Test func anOptionThatHasLostItsGammaIsReplaced() throws {
    let hedge = OptionHedge(.gamma, tenor: .days(30))
    let log = try #require(
      try replay(hedge).run(over: market([100, 100, 140, 140, 100, 60, 100])).accounts.first)
    for record in log.positions where record.position.purpose == .hedge {
      guard record.position.instrument.option != nil else { continue }
      #expect(abs(record.position.quantity) < 200)
    }
    expectFinite(log)
  }

  /// A book without options needs none.
  @Test func nothingIsBoughtAgainstNothing() throws {
    var replay = replay(OptionHedge(.gamma, tenor: .days(30)))
    replay.positions = [Position(.spot(underlying: 0), quantity: 5)]
    let log = try #require(try replay.run(over: market([100, 101, 99])).accounts.first)
    #expect(log.trades.allSatisfy { $0.instrument.option == nil })
    #expect(log.steps.allSatisfy { abs($0.greeks.delta) < 1e-12 })
  }
}
