import Foundation
import TestSupport
import Testing

@testable import MarginCore

/// Every charge beyond the scan, on futures at 100 without rates, so that the numbers can be checked
/// by hand; the rows `span-calendar` and `span-inter-commodity` of `Fixtures/span.json` are exact.
struct SpanChargeTests {
  private let now = Timestamp(microseconds: 0)

  private func market(_ names: [String] = ["F"], spot: Double = 100) -> MarketState {
    MarketState(
      time: now, underlyings: names.map { Underlying(name: $0) },
      states: names.map { _ in UnderlyingState(spot: spot, volatility: 0.2) })
  }

  private func future(_ underlying: Int, days: Int, _ quantity: Double, size: Double) -> Position {
    let contract = FutureContract(
      underlying: underlying, expiry: now + .days(days), multiplier: size)
    return Position(.future(contract), quantity: quantity)
  }

  private func amounts(_ requirement: MarginRequirement) -> [String: Double] {
    Dictionary(
      requirement.components.map { ($0.name, $0.amount) }, uniquingKeysWith: { first, _ in first })
  }

  private let scan: [String: Double] = [
    "price-scan-range": 0.05, "volatility-scan-absolute": 0.04, "extreme-multiple": 3,
    "extreme-cover": 0.33, "contract-size": 50,
  ]

  private func calendar(
    _ rows: [ParameterRow], tiers: [ParameterRow] = [], values: [String: Double] = [:],
    _ positions: [Position]
  ) throws -> [String: Double] {
    let model = Models.riskArray(
      scan.merging(values) { $1 }, tables: ["inter-month-spreads": rows, "tiers": tiers])
    return amounts(try model.requirement(for: Portfolio(positions: positions), in: market()))
  }

  private func spread(_ numbers: [String: Double]) -> ParameterRow {
    ParameterRow(words: ["commodity": "any"], numbers: numbers)
  }

  /// Case `span-calendar`: 3 near long, 2 far short, 60 a spread.
  @Test func calendarSpreadsAreCharged() throws {
    let book = [future(0, days: 30, 3, size: 50), future(0, days: 120, -2, size: 50)]
    let got = try calendar([spread(["charge": 60])], book)
    #expect(abs((got["scan_risk"] ?? 0) - 250) < 1e-9)
    #expect(abs((got["inter_month_charge"] ?? 0) - 120) < 1e-9)
    #expect(abs((got["risk_requirement"] ?? 0) - 370) < 1e-9)
    // A rate of 1.2 % of a contract of 50 × 100 is the same 60.
    let rated = try calendar([spread(["charge-rate": 0.012])], book)
    #expect(abs((rated["inter_month_charge"] ?? 0) - 120) < 1e-9)
    // A small contract is a fraction of a delta: a hundred of 1 unit are two of 50.
    let small = try calendar(
      [spread(["charge": 60])],
      [future(0, days: 30, 3, size: 50), future(0, days: 120, -100, size: 1)])
    #expect(abs((small["inter_month_charge"] ?? 0) - 120) < 1e-9)
  }

  /// Near +4, middle −3, far −2 in tiers 1, 1, 2.
  ///
  /// First tier 1 with itself at 10: 3 spreads; then tiers 1 and 2 at 100: the delta that is left.
  @Test func spreadsFormInOrderOfPriority() throws {
    let tiers = [(1.0, 100.0), (2, 400)].map { spread(["tier": $0.0, "to-days": $0.1]) }
    let rows = [
      spread(["near-tier": 1, "charge": 10]),
      spread(["near-tier": 1, "far-tier": 2, "charge": 100]),
    ]
    let book = [(30, 4.0), (60, -3), (300, -2)].map { future(0, days: $0.0, $0.1, size: 50) }
    let got = try calendar(rows, tiers: tiers, book)
    #expect(abs((got["inter_month_charge"] ?? 0) - 130) < 1e-9)
    // The other way round tiers 1 and 2 come first: 2 spreads at 100, then 2 at 10.
    let turned = try calendar(rows.reversed(), tiers: tiers, book)
    #expect(abs((turned["inter_month_charge"] ?? 0) - 220) < 1e-9)
    // Short near, long far is charged alike.
    let opposite = book.map { Position($0.instrument, quantity: -$0.quantity) }
    let got2 = try calendar(rows, tiers: tiers, opposite)
    #expect(abs((got2["inter_month_charge"] ?? 0) - 130) < 1e-9)
  }

  /// Two near deltas against one far: +5 and −2 make 2 spreads and leave one delta.
  @Test func ratiosAreKept() throws {
    let rows = [spread(["near-ratio": 2, "far-ratio": 1, "charge": 7])]
    let book = [future(0, days: 30, 5, size: 50), future(0, days: 120, -2, size: 50)]
    // Of one tier either may be the near leg; what is left of one sign forms no more.
    #expect(abs((try calendar(rows, book)["inter_month_charge"] ?? 0) - 14) < 1e-9)
  }

  /// Four in delivery, three of them in spreads: 3 × 2 + 1 × 9.
  @Test func deliveryIsChargedBySpreadAndOutright() throws {
    let got = try calendar(
      [spread(["charge": 60])],
      values: ["delivery-days": 10, "delivery-charge-spread": 2, "delivery-charge-outright": 9],
      [future(0, days: 5, 4, size: 50), future(0, days: 95, -3, size: 50)])
    #expect(abs((got["inter_month_charge"] ?? 0) - 180) < 1e-9)
    #expect(abs((got["delivery_charge"] ?? 0) - 15) < 1e-9)
    #expect(abs((got["risk_requirement"] ?? 0) - (250 + 180 + 15)) < 1e-9)
  }

  /// Case `span-inter-commodity`: +10 with a scan of 2,500, −6 with 1,800, 60 % of 6 spreads.
  @Test func interCommoditySpreadsAreCredited() throws {
    let legs = [("A", "A"), ("B", "B")].map {
      ParameterRow(
        words: ["spread": "A-B", "commodity": $0.0, "side": $0.1], numbers: ["credit-rate": 0.6])
    }
    let own = ParameterRow(words: ["commodity": "B"], numbers: ["price-scan-range": 0.06])
    let model = Models.riskArray(
      scan, tables: ["inter-commodity-spreads": legs, "commodities": [own]])
    func book(_ a: Double, _ b: Double) throws -> [String: Double] {
      let positions = [future(0, days: 30, a, size: 50), future(1, days: 30, b, size: 50)]
      return amounts(
        try model.requirement(for: Portfolio(positions: positions), in: market(["A", "B"])))
    }
    let got = try book(10, -6)
    #expect(abs((got["scan_risk"] ?? 0) - 4300) < 1e-9)
    #expect(abs((got["inter_commodity_credit"] ?? 0) + 900 + 1080) < 1e-9)
    #expect(abs((got["risk_requirement"] ?? 0) - 2320) < 1e-9)
    // Turned about it is credited alike; on one side of the market not at all.
    #expect(abs((try book(-10, 6)["risk_requirement"] ?? 0) - 2320) < 1e-9)
    #expect(try book(10, 6)["inter_commodity_credit"] == 0)
  }

  /// Each unit array's composite delta, and the weights' own sum for a future.
  @Test func compositeDeltasMatch() throws {
    let wanted = try JSONDecoder().decode(Deltas.self, from: fixture("span.json")).composite_deltas
    let state = UnderlyingState(spot: 100, volatility: 0.2)
    let composite = CompositeDelta(range: 0.05, elapsed: .day, in: state)
    let options: [(OptionRight, Double, Double)] = [
      (.call, 105, wanted.call105), (.put, 105, wanted.put105), (.call, 130, wanted.call130),
    ]
    for (right, strike, delta) in options {
      let option = OptionContract(
        underlying: 0, right: right, strike: strike, expiry: now + .days(30))
      #expect(abs(composite.delta(of: .option(option), in: state, at: now) - delta) < 1e-12)
    }
    #expect(abs(CompositeDelta.weights.reduce(0, +) - wanted.future) < 1e-15)
    #expect(composite.delta(of: .spot(underlying: 0), in: state, at: now) == 1)
  }

  struct Deltas: Decodable {
    let composite_deltas: Values
    struct Values: Decodable { let call105, put105, call130, future: Double }
  }

  private func option(_ right: OptionRight, _ quantity: Double, strike: Double = 100) -> Position {
    let contract = OptionContract(
      underlying: 0, right: right, strike: strike, expiry: now + .days(30), multiplier: 50)
    return Position(.option(contract), quantity: quantity)
  }

  /// Four calls sold and one bought leave three; with two puts at 10: 50 gross, 30 for the larger side.
  @Test func theMinimumCountsBothSidesOrTheLarger() throws {
    for (offset, expected) in [(0.0, 50.0), (1.0, 30.0)] {
      let model = Models.riskArray([
        "short-option-minimum-per-contract": 10, "short-option-minimum-offset": offset,
        "price-scan-range": 0, "extreme-multiple": 1, "extreme-cover": 1,
      ])
      let book = Portfolio(positions: [option(.call, -4), option(.put, -2), option(.call, 1)])
      let got = amounts(try model.requirement(for: book, in: market()))
      #expect(got["short_option_minimum"] == expected)
    }
  }

  /// Futures-style options have no option value to count, and long ones no cap.
  @Test func futuresStyleOptionsHaveNoOptionValue() throws {
    let style = Models.riskArray(scan.merging(["futures-style-options": 1]) { $1 })
    let book = Portfolio(positions: [option(.call, -1)])
    let got = try style.requirement(for: book, in: market())
    let premium = try Models.riskArray(scan).requirement(for: book, in: market())
    #expect(amounts(got)["net_option_value"] == 0 && got.publishedInitial == got.initial)
    #expect(got.initial == premium.initial && premium.publishedInitial > premium.initial)
  }

  /// Scan ranges by points, and volatility moves by the level: 2 points of 50 are 4 %.
  @Test func rangesAreTheLargestDeclared() {
    let parameters = SpanParameters { name in
      [
        "price-scan-points": 2, "price-scan-range": 0.03, "volatility-scan-level": 0.25,
        "volatility-scan-absolute": 0.04,
      ][name] ?? 0
    }
    let calm = UnderlyingState(spot: 50, volatility: 0.1)
    let wild = UnderlyingState(spot: 100, volatility: 0.4)
    #expect(parameters.priceRange(in: calm, tradingDays: 252) == 0.04)
    #expect(parameters.priceRange(in: wild, tradingDays: 252) == 0.03)
    #expect(parameters.volatilityShift(in: calm) == 0.04)
    #expect(parameters.volatilityShift(in: wild) == 0.1)
  }

  /// Exposure: 2 % of a future's 5,000 and of a short option's, none of a long option's.
  @Test func exposureComesOnTop() throws {
    let model = Models.riskArray(scan.merging(["exposure-rate": 0.02]) { $1 })
    let book = [future(0, days: 30, -1, size: 50), option(.put, -1), option(.call, 1)]
    let got = try model.requirement(for: Portfolio(positions: book), in: market())
    #expect(amounts(got)["exposure_margin"] == 200)
    #expect(abs(got.initial - (amounts(got)["risk_requirement"] ?? 0) - 200) < 1e-9)
  }

  /// Long calls of one group are worth more than their risk; another group may not use the rest.
  @Test func optionValueStaysWithItsGroup() throws {
    func requirement(_ groups: [String]) throws -> MarginRequirement {
      let rows = zip(["A", "B"], groups).map {
        ParameterRow(words: ["commodity": $0, "group": $1], numbers: [:])
      }
      let model = Models.riskArray(scan, tables: ["commodities": rows])
      let book = [option(.call, 4, strike: 80), future(1, days: 30, 1, size: 50)]
      return try model.requirement(for: Portfolio(positions: book), in: market(["A", "B"]))
    }
    let (apart, together) = (try requirement(["one", "two"]), try requirement(["one", "one"]))
    // Together 4 × 50 × 20 of value leave nothing to ask for; apart the future's 250 stand alone.
    #expect(together.publishedInitial == 0)
    #expect(abs(apart.publishedInitial - 250) < 1e-9)
    let unusable = [apart, together].map { amounts($0)["unusable_option_value"] ?? 0 }
    #expect(abs(unusable[0] - unusable[1] - 250) < 1e-9)
    #expect(abs(apart.initial - together.initial - 250) < 1e-9)
  }

  /// The array of the book is the sum of its rows, and its largest loss the scan risk.
  @Test func matricesExplainTheScan() throws {
    let model = try #require(Models.span as? any ScenarioModel)
    let book = Portfolio(positions: [option(.call, -2), option(.put, 0), option(.put, 1)])
    let matrix = try #require(try model.scenarioMatrices(for: book, in: market()).first)
    #expect(matrix.positions == [0, 2] && matrix.scenarios.count == 16)
    for scenario in 0..<16 {
      let sum = matrix.losses.reduce(0) { $0 + $1[scenario] }
      #expect(abs(sum - matrix.totals[scenario]) < 1e-9)
    }
    let requirement = try model.requirement(for: book, in: market())
    let active = try #require(matrix.active)
    #expect(matrix.totals[active] == requirement.components[0].amount)
    #expect(matrix.scenarios[active] == requirement.bindingScenario)
  }
}
