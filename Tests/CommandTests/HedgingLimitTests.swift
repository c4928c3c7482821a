import Foundation
import Testing

/// What `run` does at the limits of hedging and of costs: a defined result, or a refusal with a place.
@Suite struct HedgingLimitTests {
  /// One short put, hedged as `hedging` says, over prices of successive days from 2024-01-10.
  private func sandbox(
    _ rules: String, expiry: String = "2024-03-01", _ prices: [Double], zeroIsRight: Bool = false
  ) throws -> Sandbox {
    let sandbox = try Sandbox()
    let rows = prices.enumerated().map { "2024-01-\($0 + 10),\($1)\n" }.joined()
    try sandbox.write("date,close\n" + rows, to: "prices.csv")
    try sandbox.write(
      """
      schema: 1
      name: limits
      question: What happens at the limits?
      market:
        underlyings:
          X: {prices: {file: prices.csv, allow-non-positive: \(zeroIsRight)}, volatility: 0.4}
      portfolio:
        currency: USD
        cash: 100_000 USD
        positions: [{option: put, underlying: X, strike: 100, expiry: \(expiry), quantity: -10}]
      margin: {models: [tims]}
      \(rules)

      """, to: "e.yaml")
    return sandbox
  }

  private let prices = [100, 101, 99, 102, 100, 98, 97, 99, 100, 101.0]

  private func hedges(_ sandbox: Sandbox) throws -> [[String]] {
    #expect(try sandbox.run("run", "e.yaml", "-q", "--out", "r").code == 0)
    return Table(try sandbox.read("r/trades.csv")).rows(where: "reason", is: "hedge")
  }

  @Test(arguments: [
    ("fee: -1bp", "12:14: error: fee `-1bp`"),
    ("half-spread: -0.1", "12:22: error: half-spread `-0.1`"),
    ("per-contract: -1 USD", "12:23: error: per-contract `-1 USD`"),
    ("minimum: -1 USD", "12:18: error: minimum `-1 USD`"),
    ("options: {fee: -1 USD}", "12:24: error: fee `-1 USD`"),
    ("liquidation: {half-spread: -1 USD}", "12:36: error: half-spread `-1 USD`"),
    ("ticks: {size: 1, half-spread: -1}", "12:39: error: half-spread `-1`"),
    ("tiers: [{volume: 1 USD, fee: -1bp}]", "12:38: error: fee `-1bp`"),
    ("borrow: -0.01", "12:17: error: borrow `-0.01`"),
    ("debit-interest: -0.01", "12:25: error: debit-interest `-0.01`"),
    ("margin-financing: -0.01", "12:27: error: margin-financing `-0.01`"),
    ("impact: {linear: -1, adv: 10}", "12:26: error: linear `-1`"),
    ("impact: {linear: 1, adv: 0}", "12:34: error: adv `0`"),
    ("impact: {permanent: 1, adv: -5}", "12:37: error: adv `-5`"),
    ("maker: {share: 0.5, fee: -5%}", "12:34: error: fee `-5%`"),
  ])
  func costsBelowZeroAndNoLiquidityAreRefused(cost: String, problem: String) throws {
    let sandbox = try sandbox("costs: {\(cost)}", prices)
    let outcome = try sandbox.run("run", "e.yaml", "--out", "r")
    #expect(outcome.code == 65 && outcome.errors.hasPrefix("e.yaml:\(problem)"), "\(outcome)")
    #expect(try sandbox.contents() == ["e.yaml", "prices.csv"])
  }

  /// A maker who is paid has negative fees, and the run says so.
  @Test func aRebateIsIncome() throws {
    let sandbox = try sandbox(
      "hedging: {policy: schedule, every: 1d}\ncosts: {fee: 5bp, maker: {share: 1, fee: -1bp}}",
      prices)
    let table = Table(try hedges(sandbox).isEmpty ? "" : sandbox.read("r/trades.csv"))
    let rows = table.rows(where: "reason", is: "hedge")
    #expect(rows.count == 10 && rows.allSatisfy { table.number("fee", $0) < 0 })
    let parts = Table(try sandbox.read("r/attribution.csv"))
    #expect(parts.rows.allSatisfy { parts.number("fees", $0) > 0 })
  }

  /// Ten steps, each with another delta: ten trades.
  @Test(arguments: [
    "policy: delta-band, width: 0", "policy: move, move: 0",
    "policy: whalley-wilmott, risk-aversion: 1e-6",
  ])
  func aBandOfZeroHedgesAtEveryStep(policy: String) throws {
    #expect(try hedges(try sandbox("hedging: {\(policy)}", prices)).count == 10)
  }

  /// The put ends on the fifth day: the hedge is closed that day, and none is made again.
  @Test(arguments: ["schedule, every: 1d", "delta-band, width: 0.05"])
  func theHedgeOfAnExpiredOptionIsClosed(policy: String) throws {
    let sandbox = try sandbox("hedging: {policy: \(policy)}", expiry: "2024-01-14", prices)
    let trades = try hedges(sandbox)
    #expect(trades.last?[0] == "2024-01-14")
    let positions = Table(try sandbox.read("r/positions.csv"))
    #expect(positions.rows.last?[0] == "2024-01-13")
    let table = Table(try sandbox.read("r/trades.csv"))
    let held = trades.reduce(0) { $0 + table.number("quantity", $1) }
    #expect(abs(held) < 1e-9)
  }

  /// A fall by a third takes delta from one band to the far side of many: one trade, at that price.
  @Test(arguments: ["edge", "middle"]) func aJumpOverManyBandsIsOneTrade(goal: String) throws {
    let sandbox = try sandbox(
      "hedging: {policy: delta-band, width: 0.02, to: \(goal)}", [100, 100.01, 66, 66])
    let trades = try hedges(sandbox)
    let table = Table(try sandbox.read("r/trades.csv"))
    let jump = trades.filter { $0[0] == "2024-01-12" }
    #expect(jump.count == 1 && jump.first.map { table.number("price", $0) } == 66)
  }

  @Test func aPriceOfZeroIsRefusedWhereItStandsOrWhereItIsMargined() throws {
    let zero = [100, 101, 0, 100.0]
    let file = try sandbox("", zero).run("run", "e.yaml", "--out", "r")
    #expect(file.code == 65 && file.errors.hasPrefix("prices.csv:4:12: error: close 0"))
    let sandbox = try sandbox("", zero, zeroIsRight: true)
    let run = try sandbox.run("run", "e.yaml", "--out", "r")
    #expect(run.code == 65 && run.errors.contains("on 2024-01-12: the price 0"))
    #expect(run.errors.contains("[unusable-price]"))
    #expect(try sandbox.contents() == ["e.yaml", "prices.csv"])
  }
}
