import TestSupport
import Testing

@testable import MarginCore

/// Rules of the account and of special options, worked by hand from the rule text.
struct RegTAccountTests {
  private let now = Timestamp(microseconds: 0)

  private func model(_ changes: [String: Double]) -> any MarginModel {
    let standard = [
      "short-equity-option-rate": 0.20, "short-index-option-rate": 0.15,
      "short-option-minimum": 0.10, "long-stock-initial": 0.50, "short-stock-initial": 0.50,
      "long-stock-maintenance": 0.25, "short-stock-maintenance": 0.30,
      "protected-stock-rate": 0.10, "long-term-days": 274, "long-term-loan-value": 0.25,
      "fund-leverage": 1, "minimum-equity": 2000,
    ]
    return RegT.family.make("reg-t", ParameterValues(standard.merging(changes) { $1 }))
  }

  private func option(
    _ right: OptionRight, _ strike: Double, _ quantity: Double, at price: Double, days: Int = 30
  ) -> Position {
    let contract = OptionContract(
      underlying: 0, right: right, strike: strike, expiry: now + .days(days))
    return Position(.option(contract), quantity: quantity, quote: price)
  }

  private func requirement(
    _ positions: [Position], _ changes: [String: Double] = ["minimum-equity": 0],
    kind: UnderlyingKind = .equity
  ) throws -> MarginRequirement {
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "X", kind: kind)],
      states: [UnderlyingState(spot: 100, volatility: 0.2)])
    return try model(changes).requirement(for: Portfolio(positions: positions), in: market)
  }

  @Test func aLongTermOptionHasLoanValue() throws {
    let bought = { try self.requirement([self.option(.call, 100, 2, at: 12, days: $0)]).initial }
    #expect(try bought(275) == 1800)
    #expect(try bought(274) == 2400)
  }

  /// In a spread the long option is paid in full: 1,200 of value less 300 received, nothing else.
  @Test func aSpreadHasNoLoanValue() throws {
    let spread = [option(.call, 100, 1, at: 12, days: 400), option(.call, 110, -1, at: 3)]
    // Apart: 900 of value, 300 + 1,000 for the short call, less the loan of 300 on the long one.
    #expect(try requirement(spread).initial == 900)
  }

  /// Twice 20 % and 10 %, at most the whole price; index options have no leverage.
  @Test func leveragedFundsAreChargedMore() throws {
    let short = [option(.call, 110, -1, at: 2)]
    let charge = {
      try self.requirement(short, ["fund-leverage": $0, "minimum-equity": 0], kind: $1).initial
    }
    #expect(abs(try charge(1, .equity) - 1000) < 1e-9)
    #expect(abs(try charge(2, .equity) - 3000) < 1e-9)
    #expect(abs(try charge(3, .equity) - 5000) < 1e-9)
    #expect(abs(try charge(10, .equity) - 10_000) < 1e-9)
    #expect(abs(try charge(3, .broadIndex) - 1000) < 1e-9)
  }

  // FINRA 4210(c): 30 % but at least $5 a share; below $5 the price but at least $2.50. Reg T: 50 %.
  @Test(arguments: [
    (100.0, 50.0, 30.0), (12, 6, 5), (8, 5, 5), (4, 4, 4), (2, 2.5, 2.5),
  ])
  func shortStockHasAFloorInMoney(price: Double, initial: Double, maintenance: Double) throws {
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "X")],
      states: [UnderlyingState(spot: price, volatility: 0.2)])
    let book = Portfolio(positions: [Position(.spot(underlying: 0), quantity: -100)])
    let got = try model(["minimum-equity": 0]).requirement(for: book, in: market)
    #expect(abs(got.initial - 100 * initial) < 1e-9)
    #expect(abs(got.maintenance - 100 * maintenance) < 1e-9)
  }

  @Test func anAccountHoldsTheMinimumEquity() throws {
    // A put spread of width 5 sold for 100: 400 of equity, topped up.
    let spread = [option(.put, 90, 1, at: 1), option(.put, 95, -1, at: 2)]
    let got = try requirement(spread, [:])
    #expect(got.initial == 2000 && got.maintenance == 400)
    #expect(got.components.last == MarginComponent("minimum_equity", 1600))
    // Nothing is needed beyond the cost of what is bought, and nothing for an empty account.
    #expect(try requirement([option(.call, 100, 1, at: 4)], [:]).initial == 400)
    #expect(try requirement([], [:]).initial == 0)
  }

  /// The minimum is what breaks scaling: three spreads need no more than one.
  @Test func theMinimumDoesNotScale() throws {
    let spread = { (count: Double) in
      [self.option(.put, 90, count, at: 1), self.option(.put, 95, -count, at: 2)]
    }
    #expect(try requirement(spread(1), [:]).initial == requirement(spread(3), [:]).initial)
  }
}
