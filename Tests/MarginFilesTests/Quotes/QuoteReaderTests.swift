import MarginCore
import Testing

@testable import MarginFiles

/// Option chains in the layouts of venues; the rows are made up.
@Suite struct QuoteReaderTests {
  private func quotes(
    _ text: String, _ keys: [(key: String, value: String)]
  ) throws -> [OptionQuote] {
    let layout = try declaredLayout(.quotes, options: keys)
    return try withFile(text.utf8) { try readQuotes($0, named: "x.csv", layout: layout).quotes }
  }

  private func report(
    _ text: String, _ keys: [(key: String, value: String)]
  ) throws -> SeriesReport {
    let layout = try declaredLayout(.quotes, options: keys)
    return try withFile(text.utf8) { checkSeries($0, named: "x.csv", layout: layout) }
  }

  @Test(arguments: [
    ("BTC-25DEC20-20000-C", "2020-12-25T08:00:00Z", 20000, true, true),
    ("BTC_USDC-3JAN25-95000-P", "2025-01-03T08:00:00Z", 95000, false, false),
    ("XRP_USDC-30MAY25-2d3-P", "2025-05-30T08:00:00Z", 2.3, false, false),
  ])
  func namesTellTheContract(
    name: String, expiry: String, strike: Double, isCall: Bool, isInverse: Bool
  ) throws {
    let contract = try #require(OptionName(deribit: name))
    #expect(contract.expiry.description == expiry && contract.strike == strike)
    #expect(contract.isCall == isCall && contract.isInverse == isInverse)
  }

  @Test(arguments: [
    "", "BTC", "BTC-PERPETUAL", "BTC-25DEC20", "BTC-31FEB20-1-C", "BTC-25DEC20-x-C",
    "BTC-25DEC20-1-X", "-25DEC20-1-C", "BTC-25DEC20--1-C", "BTC-25DEC20-0-C",
  ])
  func otherNamesDoNot(name: String) {
    #expect(OptionName(deribit: name) == nil)
  }

  private let chain = """
    time,instrument,bid_btc,ask_btc,mark_btc,mark_iv,bid_iv,ask_iv,underlying_price
    2020-09-12T23:07:33Z,BTC-13SEP20-10000-C,0.0205,0.045,0.0418,45.2,0.0,129.9,10436.7
    2020-09-12T23:07:33Z,BTC-13SEP20-10000-P,0.0,0.0005,0.0001,45.2,0.0,80.3,10434.9

    """

  @Test func aDeribitChainIsPricedInCoin() throws {
    let read = try quotes(chain, [("preset", "deribit-chain")])
    #expect(read.count == 2 && read.allSatisfy(\.isInverse))
    #expect(read[0].expiry.description == "2020-09-13T08:00:00Z" && read[0].strike == 10000)
    #expect(read[0].bid == 0.0205 && read[0].ask == 0.045 && read[1].bid == nil)
    #expect(((read[0].markVolatility ?? 0) - 0.452).magnitude < 1e-12)
    #expect(read[0].bidVolatility == nil && read[0].underlying == 10436.7)
    let plain = try report(chain, [])
    #expect(plain.problems.map(\.code) == ["missing-column", "missing-column"])
    #expect(plain.problems[0].hint?.contains("preset: deribit-chain") == true)
    let percent = try report(chain, [("bid", "bid_btc"), ("ask", "ask_btc")])
    #expect(percent.problems.filter { $0.severity == .error }.map(\.code) == ["percent"])
  }

  @Test func pricesInCoinMustBeDeclared() throws {
    let text = """
      date,expiry,strike,type,bid,ask,underlying
      2020-09-12,2020-12-25,8000,C,0.23,0.24,10436
      2020-09-12,2020-12-25,8500,C,0.19,0.20,10436

      """
    let found = try report(text, [])
    #expect(found.problems.map(\.code) == ["price-unit"])
    #expect(found.problems[0].message.hasSuffix("and so are 1 more"))
    #expect(try report(text, [("settlement", "inverse")]).problems.isEmpty)
  }

  @Test func aRowMayHoldCallAndPut() throws {
    let text = "Date;Exp;K;CB;CA;PB;PA\n03/12/2020;03/20/2020;2500;50;52;60;63\n"
    let read = try quotes(
      text,
      [
        ("delimiter", ";"), ("time", "Date"), ("time-format", "MM/dd/yyyy"), ("expiry", "Exp"),
        ("expiry-format", "MM/dd/yyyy"), ("expiry-time", "16:00"),
        ("timezone", "America/New_York"), ("strike", "K"), ("call-bid", "CB"), ("call-ask", "CA"),
        ("put-bid", "PB"), ("put-ask", "PA"),
      ])
    #expect(read.map(\.isCall) == [true, false] && read.map(\.ask) == [52, 63])
    #expect(read.allSatisfy { $0.expiry.description == "2020-03-20T20:00:00Z" })
  }

  @Test func theSnapshotOfAVendorHasItsTime() throws {
    let text = """
      underlying_symbol,quote_date,root,expiration,strike,option_type,bid_1545,ask_1545,underlying_bid_1545
      ^SPX,2020-03-12,SPX,2020-03-20,2500,P,120,130,2480
      ^NDX,2020-03-12,NDX,2020-03-20,7500,P,120,130,7480

      """
    let read = try quotes(text, [("preset", "cboe-eod-1545"), ("symbol", "^SPX")])
    #expect(read.map(\.strike) == [2500])
    #expect(read.map(\.time.description) == ["2020-03-12T19:45:00Z"])
  }

  @Test func epochsCountForExpiriesToo() throws {
    let text = """
      exchange,symbol,timestamp,local_timestamp,type,strike_price,expiration,bid_price,bid_iv,ask_price,ask_iv,mark_price,mark_iv,underlying_price
      deribit,BTC-9JUN20-9875-P,1591574399413000,1591574400196008,put,9875,1591689600000000,0.02,40,0.03,60,0.025,50,9750

      """
    let read = try quotes(text, [("preset", "tardis-options-chain")])
    #expect(read.map(\.expiry.description) == ["2020-06-09T08:00:00Z"])
    #expect(read.map(\.askVolatility) == [0.6])
  }

  @Test(arguments: [
    ("BTC-25DEC20-1-C,0.3,0.2", "crossed-quote"), ("BTC-PERPETUAL,0.1,0.2", "unknown-instrument"),
    ("BTC-25DEC20-1-C,-0.1,0.2", "negative-value"), ("BTC-25DEC20-1-C,x,0.2", "not-a-number"),
    ("BTC-25DEC20-1-C,1e13,1e14", "out-of-range"),
  ])
  func aBrokenQuoteIsRefused(row: String, code: String) throws {
    let found = try report("time,instrument,bid,ask\n2020-01-01,\(row)\n", [])
    #expect(found.failure != nil && found.problems.first?.code == code)
    #expect(found.problems.first?.place.line == 2 && found.problems.first?.hint != nil)
  }

  @Test func anExpiredQuoteIsTold() throws {
    let found = try report(
      "time,instrument,bid,ask\n2021-01-01,BTC-25DEC20-1-C,0.1,0.2\n", [])
    #expect(found.failure == nil && found.problems.map(\.code) == ["expired-quote"])
  }
}
