import Foundation
import MarginCore
import Testing

/// Prices and Greeks against 40-digit values.
///
/// Source: `Fixtures/option-greeks.csv`, made with mpmath. Pass: |got − expected| ≤ atol +
/// 1e-10 × |expected|, the tolerance stated with the table, where atol reflects the conditioning of
/// each Greek. The Black-76 rows use yield = rate, for which the two models coincide but for rho.
struct BlackScholesTests {
  static let rows: [GreekRow] = {
    guard let text = try? String(decoding: fixture("option-greeks.csv"), as: UTF8.self) else {
      return []
    }
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    return lines.dropFirst().map { GreekRow(header: lines[0], fields: $0) }
  }()

  @Test func theTableIsThere() {
    #expect(Self.rows.filter { $0.model == "bsm" }.count == 90)
    #expect(Self.rows.filter { $0.model == "black76" }.count > 50)
  }

  @Test(arguments: ["bsm", "black76", "bachelier", "inverse"])
  func greeksMatch(model: String) {
    for row in Self.rows where row.model == model { row.expect(row.greeks) }
  }

  @Test func pricesKeepRelativeAccuracyInTheTails() {
    for row in Self.rows where row["price"] > 1e-280 {
      // The stated bound; double-precision inputs alone leave 1e-11 in the far tails.
      #expect(abs(row.greeks.value / row["price"] - 1) < 1e-10, "\(row.fields[0])")
    }
  }

  @Test func limitsFollowTheWrittenConvention() {
    let expired = BlackScholes(spot: 110, strike: 100, years: 0, volatility: 0.2)
    #expect(expired.value(.call) == 10 && expired.value(.put) == 0)
    #expect(expired.greeks(.call).delta == 1 && expired.greeks(.put).delta == 0)
    let atStrike = BlackScholes(spot: 100, strike: 100, years: 0, volatility: 0.2)
    #expect(atStrike.greeks(.call).delta == 0.5 && atStrike.greeks(.put).delta == -0.5)
    let calm = BlackScholes(spot: 100, strike: 100, years: 1, rate: 0.05, volatility: 0)
    #expect(abs(calm.value(.call) - (100 - 100 * 0.9512294245007140)) < 1e-12)
    let worthless = BlackScholes(spot: 0, strike: 100, years: 1, rate: 0.05, volatility: 0.2)
    #expect(worthless.value(.call) == 0)
    #expect(abs(worthless.value(.put) - 95.12294245007140) < 1e-12)
  }

  @Test func parityHolds() {
    for strike in stride(from: 40.0, through: 250, by: 7) {
      let terms = BlackScholes(
        spot: 100, strike: strike, years: 0.7, rate: 0.03, yield: 0.01, volatility: 0.3)
      let forward = 100 * exp(-0.007) - strike * exp(-0.021)
      #expect(abs(terms.value(.call) - terms.value(.put) - forward) < 1e-11)
    }
  }
}

struct GreekRow: Sendable {
  let header: [Substring]
  let fields: [Substring]

  var model: Substring { fields[2] }
  var right: OptionRight { fields[3] == "C" ? .call : .put }
  subscript(name: Substring) -> Double {
    header.firstIndex(of: name).flatMap { Double(fields[$0]) } ?? .nan
  }

  /// Value and Greeks of the row's option.
  var greeks: Greeks {
    let (s, k, t, v) = (self["S_or_F"], self["K"], self["T"], self["sigma"])
    let r = self["r"]
    switch model {
    case "bsm":
      return BlackScholes(
        spot: s, strike: k, years: t, rate: r, yield: self["q"], volatility: v
      ).greeks(right)
    case "black76":
      return BlackScholes(spot: s, strike: k, years: t, rate: r, yield: r, volatility: v)
        .greeksAtFixedForward(right)
    case "bachelier":
      return Bachelier(forward: s, strike: k, years: t, rate: r, volatility: v).greeks(right)
    default:
      return InverseOption(forward: s, strike: k, years: t, volatility: v).greeks(right)
    }
  }

  func expect(_ got: Greeks) {
    let values = [
      got.value, got.delta, got.gamma, got.vega, got.theta, got.rho, got.vanna, got.volga,
      got.charm, got.speed, got.zomma, got.color,
    ]
    let names: [Substring] = [
      "price", "delta", "gamma", "vega", "theta", "rho", "vanna", "volga", "charm", "speed",
      "zomma", "color",
    ]
    for (name, value) in zip(names, values) { expect(name, value) }
  }

  func expect(_ name: Substring, _ got: Double) {
    let expected = self[name]
    guard !expected.isNaN else { return }
    let tolerance = self["atol_" + name] + 1e-10 * abs(expected)
    #expect(abs(got - expected) <= tolerance, "\(fields[0]) \(name): \(got) for \(expected)")
  }
}
