import Foundation
import MarginCore

/// Books of one coin and their margins by `scripts/venue-margin-reference`, an independent program.
struct CoinBooks: Decodable {
  let parameters: [String: [String: Double]]
  let tiers: [String: [[Double]]]
  let okx, bybit: [Case]
  let drift: [Weighted]

  struct Case: Decodable {
    let id: String
    let spot: Double
    let forwards: [[Double]]
    let positions: [[Leg]]
    let expected: [String: Double]
  }

  struct Weighted: Decodable {
    let id: String
    let spot, coins, perpetuals, entry, deposits: Double
    let expected: [String: Double]
  }

  static func load() throws -> CoinBooks {
    try JSONDecoder().decode(CoinBooks.self, from: fixture("coin-books-derived.json"))
  }

  /// The rows of a table of tiers, for any underlying.
  func rows(_ table: String, rate: String) -> [ParameterRow] {
    (tiers[table] ?? []).map { ParameterRow(numbers: ["from": $0[0], rate: $0[1]]) }
  }
}

extension CoinBooks.Case {
  var portfolio: Portfolio {
    Portfolio(positions: positions.map { Position(instrument($0), quantity: $0[1].number) })
  }

  var market: MarketState {
    let volatilities = positions.compactMap { fields in
      instrument(fields).option.map { ($0, fields[6].number) }
    }
    let marks = VenueMarks(
      expiries: forwards.map { ExpiryMark(expiry($0[0]), forwardRatio: $0[1] / spot) },
      volatilities: Dictionary(volatilities) { first, _ in first })
    return MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "BTC")],
      states: [UnderlyingState(spot: spot, volatility: 0.5, marks: marks)])
  }

  private func expiry(_ days: Double) -> Timestamp {
    Timestamp(microseconds: Int64(days * 86_400_000_000))
  }

  private func instrument(_ fields: [Leg]) -> Instrument {
    let settlement = Settlement(rawValue: fields[2].text) ?? .linear
    let expiry = expiry(fields[3].number)
    switch fields[0].text {
    case "spot": return .spot(underlying: 0)
    case "perpetual": return .perpetual(PerpetualContract(underlying: 0, settlement: settlement))
    case "future":
      return .future(FutureContract(underlying: 0, expiry: expiry, settlement: settlement))
    default:
      return .option(
        OptionContract(
          underlying: 0, right: OptionRight(rawValue: fields[4].text) ?? .call,
          strike: fields[5].number, expiry: expiry, multiplier: 1, settlement: settlement))
    }
  }
}

extension Leg {
  var text: String {
    if case .text(let value) = self { value } else { "" }
  }
}
