import MarginCore
import Testing

/// Every reason for which a price has no volatility.
struct ImpliedVolatilityRefusalTests {
  typealias Case = (
    right: OptionRight, price: Double, forward: Double, strike: Double, years: Double,
    reason: ImpliedVolatilityError
  )

  static let black: [Case] = [
    (.call, 9.99, 110, 100, 1, .belowIntrinsic(10)),
    (.call, 10, 110, 100, 1, .atIntrinsic(10)),
    (.put, 10, 90, 100, 1, .atIntrinsic(10)),
    (.call, 0, 90, 100, 1, .atIntrinsic(0)),
    (.call, -1, 90, 100, 1, .belowIntrinsic(0)),
    (.call, 90, 90, 100, 1, .atMaximum(90)),
    (.put, 100.5, 90, 100, 1, .atMaximum(100)),
    (.call, 1e308, 90, 100, 1, .atMaximum(90)),
    (.call, .nan, 90, 100, 1, .notFinite(.price)),
    (.call, .infinity, 90, 100, 1, .notFinite(.price)),
    (.call, 1, .infinity, 100, 1, .notFinite(.forward)),
    (.call, 1, 0, 100, 1, .notPositive(.forward)),
    (.call, 1, 90, -100, 1, .notPositive(.strike)),
    (.call, 1, 90, .nan, 1, .notFinite(.strike)),
    (.call, 1, 90, 100, 0, .notPositive(.years)),
    (.call, 1, 90, 100, -1, .notPositive(.years)),
    (.call, 1, 90, 100, .infinity, .notFinite(.years)),
  ]

  @Test(arguments: black.indices)
  func blackRefuses(index: Int) {
    let row = Self.black[index]
    #expect(throws: row.reason) {
      try impliedVolatility(
        row.right, price: row.price, forward: row.forward, strike: row.strike, years: row.years)
    }
  }

  static let bachelier: [Case] = [
    (.call, 9.99, -90, -100, 1, .belowIntrinsic(10)),
    (.call, 10, -90, -100, 1, .atIntrinsic(10)),
    (.call, 0, 5, 5, 1, .atIntrinsic(0)),
    (.put, -1, 5, 5, 1, .belowIntrinsic(0)),
    (.put, .nan, 5, 5, 1, .notFinite(.price)),
    (.put, 1, .nan, 5, 1, .notFinite(.forward)),
    (.put, 1, 5, .infinity, 1, .notFinite(.strike)),
    (.put, 1, 5, 5, 0, .notPositive(.years)),
    (.put, 1e300, 1e308, -1e308, 1, .outOfRange(.strike)),
    (.put, 1e300, 5, 5, 1e-300, .outOfRange(.volatility)),
  ]

  @Test(arguments: bachelier.indices)
  func bachelierRefuses(index: Int) {
    let row = Self.bachelier[index]
    #expect(throws: row.reason) {
      try impliedNormalVolatility(
        row.right, price: row.price, forward: row.forward, strike: row.strike, years: row.years)
    }
  }

  /// The intrinsic value of rounded inputs is refused, discounted or not, however it was rounded.
  @Test func intrinsicValuesOfRoundedInputsAreRefused() {
    for strike in stride(from: 3.7, to: 95, by: 1.3) {
      #expect(throws: ImpliedVolatilityError.atIntrinsic(100 - strike)) {
        try impliedVolatility(.call, price: 100 - strike, forward: 100, strike: strike, years: 1)
      }
      let discount = 1 - growthOfMinusFivePercent
      #expect(throws: ImpliedVolatilityError.self) {
        try impliedVolatility(
          .call, price: discount * (100 - strike), forward: 100, strike: strike, years: 1,
          rate: 0.05)
      }
    }
  }

  private var growthOfMinusFivePercent: Double { -growth(at: -0.05, over: 1) }

  @Test func discountingBeyondTheRangeOfNumbersIsRefused() {
    #expect(throws: ImpliedVolatilityError.outOfRange(.rate)) {
      try impliedVolatility(.call, price: 1, forward: 90, strike: 100, years: 1, rate: 800)
    }
    #expect(throws: ImpliedVolatilityError.notFinite(.rate)) {
      try impliedVolatility(.call, price: 1, forward: 90, strike: 100, years: 1, rate: .nan)
    }
    #expect(throws: ImpliedVolatilityError.outOfRange(.yield)) {
      try impliedVolatility(
        .call, price: 1, spot: 90, strike: 100, years: 1, rate: 0, yield: -800)
    }
    #expect(throws: ImpliedVolatilityError.notPositive(.spot)) {
      try impliedVolatility(.call, price: 1, spot: -90, strike: 100, years: 1, rate: 0)
    }
  }

  @Test func everyReasonReadsAsASentence() {
    #expect(
      ImpliedVolatilityError.belowIntrinsic(10).description
        == "price is below the intrinsic value 10.0")
    #expect(ImpliedVolatilityError.notPositive(.years).description == "years is not above zero")
    #expect(ImpliedVolatilityError.atMaximum(90).code == "above-maximum")
    #expect(ImpliedVolatilityError.atMaximum(90).quantity == .price)
  }
}
