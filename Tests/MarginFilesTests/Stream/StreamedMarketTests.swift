import Foundation
import MarginCore
import MarginReplay
import Testing

@testable import MarginFiles

/// A market that is read in windows is the market that is read whole.
@Suite struct StreamedMarketTests {
  @Test func anyLengthOfWindowGivesTheSameSteps() throws {
    try withFolder { folder in
      let long = try LongMarket(in: folder)
      let whole = try long.whole()
      let expected = try steps(PreparedExperiment(whole))
      #expect(expected.contains { $0.contains("liquidated") })
      for size in [1, 2, 3, 7, 50, 719, 10_000] {
        let streamed = try long.streamed(window: size)
        #expect(streamed.market is StreamedMarket)
        #expect(streamed.market.stepCount == whole.history.stepCount)
        #expect(streamed.market.span == whole.history.span)
        #expect(streamed.inputs == whole.inputs && streamed.notes == whole.notes)
        #expect(try steps(streamed) == expected, "windows of \(size)")
      }
    }
  }

  @Test func aWindowHoldsFewRows() throws {
    try withFolder { folder in
      let streamed = try LongMarket(in: folder).streamed(window: 16)
      var (largest, steps) = (0, 0)
      try streamed.market.forEachWindow { history throws(FileError) in
        largest = max(largest, history.times.count)
        steps += history.stepCount
      }
      // Twenty rows that historical-var looks back on, and one more, whose funding is not known.
      #expect(largest <= 16 + 20 + 1)
      #expect(steps == streamed.market.stepCount)
    }
  }

  @Test func theStartMayBeLeftToTheData() throws {
    try withFolder { folder in
      let long = try LongMarket(in: folder).with("  from: 2020-01-05\n  to: 2020-01-28\n", "")
      let (whole, streamed) = (try long.whole(), try long.streamed(window: 9))
      #expect(streamed.market is StreamedMarket && streamed.market.span == whole.history.span)
      #expect(try steps(streamed) == steps(PreparedExperiment(whole)))
    }
  }

  @Test(
    "Surfaces",
    arguments: [
      "{model: index, file: v.csv, max-age: 20h, skew: -0.1, curvature: 0.02}",
      """
      {model: surface, dynamics: sticky-strike, ssvi: {at-the-money: [{years: 0.1, volatility: 0.5}], \
      rho: -0.3, eta: 1, gamma: 0.4}}
      """,
    ])
  func surfaces(volatility: String) throws {
    try withFolder { folder in
      let long = try LongMarket(in: folder).with(
        "{file: v.csv, max-age: 20h}", volatility)
      let (whole, streamed) = (try long.whole(), try long.streamed(window: 11))
      #expect(streamed.market is StreamedMarket)
      #expect(try steps(streamed) == steps(PreparedExperiment(whole)))
    }
  }

  @Test(
    "What needs all rows at once is read whole",
    arguments: [
      ("{file: a.csv}", "{file: a.csv, flaws: {gap: forward-fill, forward-fill-limit: 3h}}"),
      ("{file: a.csv}", "{file: a.csv, flaws: {outlier: drop}}"),
    ])
  func policies(old: String, new: String) throws {
    try withFolder { folder in
      let streamed = try LongMarket(in: folder).with(old, new).streamed(window: 8)
      #expect(streamed.market is MarketHistory)
    }
  }

  @Test func rowsOutOfOrderAreSortedInMemory() throws {
    try withFolder { folder in
      let long = try LongMarket(in: folder)
      try long.write("b.csv", "close", [(12, 50), (0, 51)] + (2...70).map { ($0 * 10, 52) })
      let sorted = long.with("{file: b.csv, ", "{file: b.csv, flaws: {disorder: sort}, ")
      #expect(try sorted.streamed(window: 8).market is MarketHistory)
      #expect(try problems(long) == ["disorder"])
    }
  }

  @Test func aStrikeStepAboveThePriceIsRefused() throws {
    try withFolder { folder in
      let wide = try LongMarket(in: folder).with("roll: 2d", "roll: 2d, strike-step: 1_000")
      #expect(try problems(wide) == ["out-of-range"])
    }
  }

  /// What trades beside the strategies of the other tests: each by the text that it replaces.
  private static let books: [[String: String]] = [
    [
      "{policy: delta-band, width: 0.1}":
        "{policy: whalley-wilmott, risk-aversion: 0.01, delta: {model: leland, every: 1d}, "
        + "option: {neutral: gamma, tenor: 6d, band: 0.1, roll: 1d}}"
    ],
    [
      "half-spread: 2bp}":
        "half-spread: 2bp, impact: {power: 0.5, exponent: 0.6, adv: 900, permanent: 0.3}, "
        + "tiers: [{volume: 5_000 USD, fee: 0.2bp}], tier-window: 3d, "
        + "widening: {reference: 0.4}, debit-interest: 0.2, borrow: 0.1, "
        + "margin-financing: [{from: 2020-01-09, value: 0.05}, {from: 2020-01-10, value: 0.1}]}"
    ],
    [
      "models: [reg-t, span]": "models: [deribit-sm, deribit-pm]",
      "roll: 2d}": "roll: 2d, settlement: inverse, multiplier: 1}",
      "- {spot: B, quantity: 5}":
        "- {perpetual: B, quantity: -40, multiplier: 10, settlement: inverse}\n"
        + "  collateral: [{asset: B, quantity: 30, haircut: 0.1}]",
      "{policy: delta-band, width: 0.1}":
        "{policy: delta-band, width: 0.1, to: edge, vehicle: perpetual, settlement: inverse}",
    ],
    [
      "margin:":
        "rebalancing: {policy: volatility-target, target: 0.3, window: 30d, cap: 2, width: 0.02, "
        + "to: edge, weights: {A: 0.4, B: 0.3}}\nmargin:"
    ],
    [
      "margin:": "rebalancing: {policy: cppi, multiplier: 3, floor: 0.5, weights: {B: 1}}\nmargin:",
      "costs:": "attribution: {terms: [charm, speed, rho], threshold: 0, substeps: 3}\ncosts:",
    ],
  ]

  /// Hedges, costs, coin accounts, rebalancing and funding carry what they remember over windows.
  @Test("Any book lives the same life", arguments: books.indices)
  func anyBook(index: Int) throws {
    try withFolder { folder in
      var long = try LongMarket(in: folder).with("to: 2020-01-28", "to: 2020-01-12")
      for (old, new) in Self.books[index].sorted(by: { $0.key < $1.key }) {
        #expect(long.text.contains(old))
        long = long.with(old, new)
      }
      let whole = try long.whole()
      let expected = try steps(PreparedExperiment(whole))
      for size in [1, 29] {
        let streamed = try long.streamed(window: size)
        #expect(streamed.market is StreamedMarket && streamed.notes == whole.notes)
        #expect(try steps(streamed) == expected)
      }
    }
  }

  private typealias Rows = [(Int, Double)]

  /// A file and rows that make it unusable.
  private static let faults: [(file: String, rows: Rows)] = [
    ("a.csv", [(0, 1), (0, 1)] as Rows), ("a.csv", [(0, 1), (1, -1)] as Rows),
    ("a.csv", [(0, 1), (1, 100)] as Rows), ("a.csv", [] as Rows), ("b.csv", [(0, 50)] as Rows),
    ("b.csv", [(700, 50), (714, 51)] as Rows), ("v.csv", [(0, 0.4), (700, 0.4)] as Rows),
    ("v.csv", [(0, 0.4), (1, 40)] as Rows),
  ]

  @Test("A file that is wrong is told of in the same words", arguments: faults.indices)
  func problemsAreTheSame(index: Int) throws {
    try withFolder { folder in
      let long = try LongMarket(in: folder)
      try long.write(Self.faults[index].file, "close", Self.faults[index].rows)
      _ = try problems(long)
    }
  }

  /// The codes of the problems of reading in windows, which are those of reading whole.
  private func problems(_ long: LongMarket) throws -> [String] {
    let streamed = problems { _ = try long.streamed(window: 5) }
    #expect(!streamed.isEmpty && streamed == problems { _ = try long.whole() })
    return streamed.map(\.code)
  }

  private func problems(_ body: () throws -> Void) -> [Problem] {
    do {
      try body()
      return []
    } catch {
      return (error as? FileError)?.problems ?? []
    }
  }

  private func steps(_ prepared: PreparedExperiment) throws -> [String] {
    var running = RunningReplay(
      prepared.replay, underlyings: prepared.market.underlyings.count)
    var steps: [String] = []
    try prepared.market.forEachWindow { history throws(FileError) in
      for index in history.steps {
        do throws(ReplayError) {
          try running.advance(to: history[index])
          steps.append("\(running.step)")
        } catch {
          steps.append("\(error)")
        }
      }
    }
    return steps
  }
}
