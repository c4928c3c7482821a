import MarginCore
import MarginReplay
import Testing

/// Weekly delta hedging of a short position in 100,000 calls, as in the textbook.
///
/// Source: Hull, "Options, Futures, and Other Derivatives", 9th edition, tables 19.2 (closes in the
/// money) and 19.3 (out of the money): S = 49, K = 50, r = 5 %, σ = 20 %, 20 weeks. Shares are exact: the
/// table rounds delta to three digits, which is a lot of 100. The table rounds each purchase and each
/// week's interest to 100 dollars and shows prices in cents; 600 dollars is what that adds up to.
struct HullTablesTests {
  @Test(arguments: [Self.inTheMoney, Self.outOfTheMoney])
  func sharesAndCumulativeCostAreThoseOfTheTable(_ table: HullTable) throws {
    var option = HedgedOption(
      strike: 50, quantity: -100_000, years: 20.0 / 52, volatility: 0.2, rate: 0.05)
    option.plan = HedgePlan(policy: ScheduledHedge(every: .zero), lot: 100)
    let log = try option.log(table.spots)
    let premium = 100_000 * (try #require(log.trades.first).price)
    var shares = 0.0
    for (week, step) in log.steps.enumerated() {
      shares += log.trades.filter { $0.time == step.time && $0.reason == .hedge }
        .reduce(0) { $0 + $1.quantity }
      if week < 20 {
        #expect(shares == table.deltas[week] * 100, "shares in week \(week)")
        let growth = growth(at: 0.05, over: Double(week) / 52) + 1
        let cost = premium * growth - step.cash
        #expect(abs(cost / 1000 - table.costs[week]) < 0.6, "cost of week \(week): \(cost)")
      }
    }
  }

  /// In week 20 the option settles: the table's last cost is that of the shares held until then.
  @Test(arguments: [Self.inTheMoney, Self.outOfTheMoney])
  func theHedgeCostsAboutTheOptionsPrice(_ table: HullTable) throws {
    var option = HedgedOption(
      strike: 50, quantity: -100_000, years: 20.0 / 52, volatility: 0.2, rate: 0.05)
    option.plan = HedgePlan(policy: ScheduledHedge(every: .zero), lot: 100)
    let log = try option.log(table.spots)
    // The writer delivers the shares for 50 each when in the money, and holds none otherwise. The
    // premium was 240,053 dollars (Hull: "about $240,000"); the hedge's cost less what delivery brings
    // is 263,300 and 256,600 in the tables.
    let final = try #require(log.steps.last).equity
    let premium = 240_052.7 * (growth(at: 0.05, over: 20.0 / 52) + 1)
    let delivered = table.deltas[20] == 1000 ? 5_000_000.0 : 0
    #expect(abs(premium - final - (table.costs[20] * 1000 - delivered)) < 600)
  }

  static let inTheMoney = HullTable(
    spots: [
      49.00, 48.12, 47.37, 50.25, 51.75, 53.12, 53.00, 51.87, 51.38, 53.00, 49.88, 48.50, 49.88,
      50.37, 52.13, 51.88, 52.87, 54.87, 54.62, 55.87, 57.25,
    ],
    deltas: [
      522, 458, 400, 596, 693, 774, 771, 706, 674, 787, 550, 413, 542, 591, 768, 759, 865, 978, 990,
      1000, 1000,
    ],
    costs: [
      2557.8, 2252.3, 1979.8, 2966.6, 3471.5, 3905.1, 3893.0, 3559.5, 3398.5, 4000.7, 2822.3,
      2160.6, 2806.2, 3055.7, 3981.3, 3938.4, 4502.6, 5126.9, 5197.3, 5258.2, 5263.3,
    ])

  static let outOfTheMoney = HullTable(
    spots: [
      49.00, 49.75, 52.00, 50.00, 48.38, 48.25, 48.75, 49.63, 48.25, 48.25, 51.12, 51.50, 49.88,
      49.88, 48.75, 47.50, 48.00, 46.25, 48.13, 46.63, 48.12,
    ],
    deltas: [
      522, 568, 705, 579, 459, 443, 475, 540, 420, 410, 658, 692, 542, 538, 400, 236, 261, 62, 183,
      7, 0,
    ],
    costs: [
      2557.8, 2789.1, 3504.2, 2877.6, 2299.8, 2224.9, 2383.1, 2708.3, 2131.9, 2085.6, 3355.5,
      3533.8, 2788.9, 2771.6, 2101.5, 1324.4, 1445.7, 526.7, 1109.6, 290.0, 256.6,
    ])
}

/// One column set of the textbook; deltas in thousandths, costs in thousands of dollars.
struct HullTable: Sendable, CustomTestStringConvertible {
  let spots, deltas, costs: [Double]
  var testDescription: String { "closes at \(spots[spots.count - 1])" }
}
