import MarginCore
import TestSupport
import Testing

/// Class groups, product groups and their rates, on futures without an option's curvature: one unit
/// at 100 loses its range, so that every expected number is a sum by hand.
struct TimsGroupTests {
  private func requirement(
    _ book: [(String, UnderlyingKind, Double)], classes: [ParameterRow]
  ) throws -> MarginRequirement {
    let market = MarketState(
      time: Timestamp(microseconds: 0),
      underlyings: book.map { Underlying(name: $0.0, kind: $0.1) },
      states: book.map { _ in UnderlyingState(spot: 100, volatility: 0.2) })
    let positions = book.enumerated().map {
      Position(.spot(underlying: $0), quantity: $1.2)
    }
    return try Models.tims(classes: classes)
      .requirement(for: Portfolio(positions: positions), in: market)
  }

  private func row(_ words: [String: String], _ numbers: [String: Double] = [:]) -> ParameterRow {
    ParameterRow(words: words, numbers: numbers)
  }

  /// An index and the fund that follows it are one class: +10 and −10 units leave nothing.
  @Test func membersOfAClassNetInFull() throws {
    let classes = ["SPX", "SPY"].map { row(["underlying": $0, "class": "S&P 500", "group": "US"]) }
    let book = [("SPX", UnderlyingKind.highCapIndex, 10.0), ("SPY", .highCapIndex, -10)]
    #expect(try requirement(book, classes: classes).initial == 0)
  }

  /// Two stocks of a sector, ±15 %: 10 × 100 × 15 % = 150 either way, a gain counts 90 % or 95 %.
  @Test(arguments: [(0.90, 15.0), (0.95, 7.5), (0.0, 150.0)])
  func aSectorOffsetsAtItsRate(rate: Double, expected: Double) throws {
    let classes = ["AAA", "BBB"].map {
      row(["underlying": $0, "group": "sector"], ["offset-rate": rate])
    }
    let book = [("AAA", UnderlyingKind.equity, 10.0), ("BBB", .equity, -10)]
    #expect(abs(try requirement(book, classes: classes).initial - expected) < 1e-9)
  }

  /// High-cap and other indices in product groups of their own: 80 down and 100 up, no offset.
  @Test func groupsDoNotOffsetOneAnother() throws {
    let classes = UnderlyingKind.allCases.map {
      row(["underlying": $0.rawValue, "group": $0.rawValue])
    }
    let book = [("SPX", UnderlyingKind.highCapIndex, 10.0), ("RUT", .broadIndex, -10)]
    #expect(abs(try requirement(book, classes: classes).initial - 180) < 1e-9)
    // In one group the gain of 80 at −8 % is worth 72, and the loss at the top is 100 − 0.9 × 60.
    #expect(abs(try requirement(book, classes: []).initial - 46) < 1e-9)
  }

  /// A row of the underlying's own goes before its kind's; ranges left out are the kind's.
  @Test func aRangeOfOnesOwn() throws {
    let classes = [
      row(["underlying": "equity"], ["down": 0.2]), row(["underlying": "WILD"], ["down": 0.5]),
    ]
    let wild = try requirement([("WILD", .equity, 1)], classes: classes)
    #expect(abs(wild.initial - 50) < 1e-9 && wild.bindingScenario?.number == 1)
    #expect(abs(try requirement([("TAME", .equity, 1)], classes: classes).initial - 20) < 1e-9)
    #expect(abs(try requirement([("TAME", .equity, -1)], classes: classes).initial - 15) < 1e-9)
  }
}
