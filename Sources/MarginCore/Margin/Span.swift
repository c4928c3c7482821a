/// A SPAN-style risk array: sixteen scenarios of price and volatility over one look-ahead period.
///
/// Per underlying the largest portfolio loss is the scan risk; the short-option minimum is its
/// floor. Inter-month, delivery and inter-commodity terms are not part of this family yet. Source:
/// CME Group, "CME SPAN: Standard Portfolio Analysis of Risk" methodology. An independent
/// implementation; SPAN is a trademark of Chicago Mercantile Exchange Inc.
public struct Span: MarginModel {
  /// The model's id.
  public let id: String
  private let table: [Row]
  private let elapsed: TimeSpan
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
    table = Self.table(values["extreme-multiple"], values["extreme-cover"])
    let elapsed = values["look-ahead-days"] * Double(TimeSpan.day.microseconds)
    self.elapsed = TimeSpan(microseconds: Int64(exactly: elapsed.rounded()) ?? 0)
  }

  private typealias Row = (price: Double, volatility: Double, cover: Double)

  /// The sixteen rows: price move in scan ranges, volatility move in scan ranges, share covered.
  private static func table(_ extreme: Double, _ cover: Double) -> [Row] {
    let moves = [0, 1.0 / 3, -1.0 / 3, 2.0 / 3, -2.0 / 3, 1, -1]
    let paired: [Row] = moves.flatMap { [($0, 1, 1), ($0, -1, 1)] }
    return paired + [(extreme, 0, cover), (-extreme, 0, cover)]
  }

  /// The price move of a full scan: the larger of the fixed range and a multiple of daily volatility.
  private func priceScanRange(_ state: UnderlyingState, tradingDays: Double) -> Double {
    let multiple = values["price-scan-deviations"]
    guard multiple > 0, state.volatility.isFinite else { return values["price-scan-range"] }
    let daily = state.volatility / tradingDays.squareRoot()
    return max(values["price-scan-range"], multiple * daily)
  }

  /// Losses of one underlying's positions in the order of the scenario table; positive is a loss.
  private func riskArray(
    of positions: [Position], range: Double, in state: UnderlyingState, at time: Timestamp
  ) -> [Money] {
    let shocks = table.map {
      Shock(
        spotMove: $0.price * range,
        volatilityMove: $0.volatility * values["volatility-scan-relative"],
        volatilityShift: $0.volatility * values["volatility-scan-absolute"], elapsed: elapsed)
    }
    let profits = profits(of: positions, under: shocks, in: state, at: time)
    return zip(profits, table).map { -$0 * $1.cover }
  }

  /// The sum over underlyings of the larger of scan risk and short-option minimum.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    let commodities = portfolio.underlyings.map { commodity($0, of: portfolio, in: market) }
    let optionValue = portfolio.netOptionValue(in: market)
    let risk = capped(commodities.reduce(0) { $0 + $1.risk }, portfolio, at: optionValue)
    return MarginRequirement(
      initial: risk * values["initial-multiple"],
      maintenance: risk * values["maintenance-multiple"],
      components: [
        MarginComponent("scan_risk", commodities.reduce(0) { $0 + $1.scan }),
        MarginComponent("short_option_minimum", commodities.reduce(0) { $0 + $1.minimum }),
        MarginComponent("risk_requirement", risk),
        MarginComponent("net_option_value", optionValue),
      ],
      bindingScenario: commodities.max { $0.scan < $1.scan }?.active,
      premiumInRule: -optionValue)
  }

  private typealias Commodity = (scan: Money, minimum: Money, risk: Money, active: Scenario?)

  private func commodity(
    _ underlying: Int, of portfolio: Portfolio, in market: MarketState
  ) -> Commodity {
    let (state, positions) = (market[underlying], portfolio.restricted(to: underlying))
    let range = priceScanRange(state, tradingDays: market.underlyings[underlying].tradingDays)
    let losses = riskArray(of: positions, range: range, in: state, at: market.time)
    let scan = max(0, losses.max() ?? 0)
    let active = scan > 0 ? losses.firstIndex(of: scan) : nil
    let minimum = shortOptionMinimum(positions, spot: state.spot)
    return (scan, minimum, max(scan, minimum), active.map { scenario($0, range, in: state) })
  }

  private func scenario(_ index: Int, _ range: Double, in state: UnderlyingState) -> Scenario {
    let (row, level) = (table[index], state.volatility)
    let shift = level > 0 ? values["volatility-scan-absolute"] / level : 0
    return Scenario(
      number: index + 1, spotMove: row.price * range,
      volatilityMove: row.volatility * (values["volatility-scan-relative"] + shift))
  }

  private func shortOptionMinimum(_ positions: [Position], spot: Double) -> Money {
    let short = positions.filter { $0.instrument.option != nil && $0.quantity < 0 }
    return short.reduce(0) {
      let notional = $1.instrument.multiplier * spot * values["short-option-minimum-rate"]
      return $0 - $1.quantity * (notional + values["short-option-minimum-per-contract"])
    }
  }

  /// A book of nothing but long options cannot lose more than they are worth.
  private func capped(_ risk: Money, _ portfolio: Portfolio, at optionValue: Money) -> Money {
    let isLongOnly = portfolio.positions.allSatisfy {
      $0.quantity == 0 || ($0.instrument.option != nil && $0.quantity > 0)
    }
    return isLongOnly ? min(risk, optionValue) : risk
  }
}

extension Span {
  /// The risk-array family.
  public static let family = ModelFamily(
    name: "risk-array",
    summary:
      "Largest loss over sixteen price and volatility scenarios, with a short-option minimum.",
    parameters: [
      ModelParameter(
        "price-scan-range", "least price move of a full scan, fraction of spot", in: 0...1),
      ModelParameter(
        "price-scan-deviations", "price move of a full scan, daily standard deviations", in: 0...20),
      ModelParameter(
        "volatility-scan-relative", "volatility move of a full scan, fraction of its level",
        in: 0...10),
      ModelParameter(
        "volatility-scan-absolute", "volatility move of a full scan, per year", in: 0...10),
      ModelParameter(
        "extreme-multiple", "price move of the extreme scenarios, scan ranges", in: 1...10),
      ModelParameter("extreme-cover", "share of an extreme loss that is charged", in: 0...1),
      ModelParameter("look-ahead-days", "time that passes in every scenario, days", in: 0...30),
      ModelParameter(
        "short-option-minimum-rate", "minimum per short option, fraction of its notional", in: 0...1
      ),
      ModelParameter(
        "short-option-minimum-per-contract", "minimum per short option contract, money", in: 0...1e9
      ),
      ModelParameter("initial-multiple", "initial margin over risk requirement", in: 0.1...10),
      ModelParameter(
        "maintenance-multiple", "maintenance margin over risk requirement", in: 0.1...10),
    ],
    make: { Span(id: $0, $1) })
}
