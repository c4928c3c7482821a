import MarginCore
import Testing

/// Implied volatilities against 40-digit values.
///
/// Source: `Fixtures/implied-volatility.csv`, made with mpmath. Pass: |got − expected| ≤ tol, the
/// tolerance stated with the table, which is four times what half an ulp of the price causes.
struct ImpliedVolatilityTests {
  static let rows: [ImpliedVolatilityRow] = {
    guard let text = try? String(decoding: fixture("implied-volatility.csv"), as: UTF8.self) else {
      return []
    }
    return text.split(separator: "\n").dropFirst().compactMap(ImpliedVolatilityRow.init)
  }()

  @Test func theTableIsThere() {
    #expect(Self.rows.count == 127)
  }

  @Test(arguments: ["black76", "bachelier"])
  func volatilitiesMatch(model: String) throws {
    for row in Self.rows where row.model == model {
      let error = abs(try row.implied - row.expected)
      #expect(error <= row.tolerance, "\(row): off by \(error)")
    }
  }

  /// With a rate but no yield, spot S and forward S e^(rT) are the same market.
  @Test func spotAndForwardAgree() throws {
    for row in Self.rows where row.model == "black76" && row.rate == 0 {
      let volatility = try impliedVolatility(
        row.right, price: row.price, spot: row.forward, strike: row.strike, years: row.years,
        rate: 0)
      #expect(try volatility == row.implied, "\(row)")
    }
    let terms = BlackScholes(
      spot: 100, strike: 130, years: 0.5, rate: 0.03, yield: 0.01, volatility: 0.4)
    for right in OptionRight.allCases {
      let volatility = try impliedVolatility(
        right, price: terms.value(right), spot: 100, strike: 130, years: 0.5, rate: 0.03,
        yield: 0.01)
      #expect(abs(volatility - 0.4) < 1e-14)
    }
  }

  /// Far tails by hand: at F = K, price = F (2N(s/2) − 1); Bachelier at the money is a product.
  @Test func tinyPricesAreInverted() throws {
    let atTheMoney = try impliedVolatility(
      .call, price: 1e-200, forward: 1, strike: 1, years: 1)
    #expect(abs(atTheMoney / 2.506628274631e-200 - 1) < 1e-12)
    let normal = try impliedNormalVolatility(.put, price: 1e-200, forward: -3, strike: -3, years: 4)
    #expect(abs(normal / 1.2533141373155e-200 - 1) < 1e-12)
    for exponent in stride(from: -300, through: -10, by: 10) {
      let price = try #require(Double("1e\(exponent)"))
      let volatility = try impliedVolatility(
        .call, price: price, forward: 100, strike: 150, years: 0.25)
      let terms = BlackScholes(spot: 100, strike: 150, years: 0.25, volatility: volatility)
      #expect(abs(terms.value(.call) / price - 1) < 2e-12, "\(price)")
    }
  }
}

/// One row of the case file.
struct ImpliedVolatilityRow: CustomStringConvertible {
  let description: String
  let model: String
  let right: OptionRight
  let forward, strike, years, rate, price, expected, tolerance: Double

  init?(_ line: Substring) {
    let fields = line.split(separator: ",")
    let numbers = fields.dropFirst(4).compactMap { Double($0) }
    guard fields.count == 12, numbers.count == 8 else { return nil }
    guard let right = OptionRight(rawValue: String(fields[3])) else { return nil }
    (description, model, self.right) = (String(line), String(fields[2]), right)
    (forward, strike, years, rate) = (numbers[0], numbers[1], numbers[2], numbers[3])
    (price, expected, tolerance) = (numbers[4], numbers[5], numbers[7])
  }

  /// What this library makes of it.
  var implied: Volatility {
    get throws {
      try model == "bachelier"
        ? impliedNormalVolatility(
          right, price: price, forward: forward, strike: strike, years: years, rate: rate)
        : impliedVolatility(
          right, price: price, forward: forward, strike: strike, years: years, rate: rate)
    }
  }
}
