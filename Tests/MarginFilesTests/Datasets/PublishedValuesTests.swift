import Testing

/// Values of the shipped files against what was published elsewhere.
///
/// All are compared as numbers, exactly: a published value has the digits that the file has.
@Suite struct PublishedValuesTests {
  struct Fact: Sendable, CustomTestStringConvertible {
    let dataset: String
    let time: String
    let column: String
    let value: Double
    let source: String

    init(
      _ dataset: String, _ time: String, _ column: String, _ value: Double, _ source: String
    ) {
      (self.dataset, self.time, self.column) = (dataset, time, column)
      (self.value, self.source) = (value, source)
    }

    var testDescription: String { "\(dataset) \(time) \(column), \(source)" }
  }

  /// Closing levels of S&P Dow Jones Indices, as newspapers of the next day print them.
  static let index = "S&P 500 closing level"
  static let equities = [
    Fact("sp500-daily", "1987-10-16", "close", 282.70, index),
    Fact("sp500-daily", "1987-10-19", "close", 224.84, index),
    Fact("sp500-daily", "1998-08-31", "close", 957.28, index),
    Fact("sp500-daily", "2008-09-29", "close", 1106.42, index),
    Fact("sp500-daily", "2008-11-20", "close", 752.44, index),
    Fact("sp500-daily", "2010-05-06", "close", 1128.15, index),
    Fact("sp500-daily", "2020-02-19", "close", 3386.15, index),
    Fact("sp500-daily", "2020-03-16", "close", 2386.13, index),
    Fact("sp500-daily", "2020-03-23", "close", 2237.40, index),
  ]

  static let volatility = [
    Fact("vix-daily-2014-2019", "2015-08-24", "close", 40.74, "Cboe VIX history"),
    Fact("vix-daily-2014-2019", "2017-11-03", "close", 9.14, "Cboe: lowest close on record"),
    Fact("vix-daily-2014-2019", "2018-02-02", "close", 17.31, "Cboe VIX history"),
    Fact("vix-daily-2014-2019", "2018-02-05", "close", 37.32, "Cboe: rise of 115.6 %, a record"),
  ]

  static let oil = [
    Fact("wti-daily-1986-2019", "1986-03-31", "close", 10.25, "EIA RWTC"),
    Fact("wti-daily-1986-2019", "2008-07-03", "close", 145.31, "EIA RWTC: highest on record"),
    Fact("wti-daily-1986-2019", "2008-12-23", "close", 30.28, "EIA RWTC"),
    Fact("wti-daily-1986-2019", "2016-02-11", "close", 26.19, "EIA RWTC"),
  ]

  /// Moody's seasoned Aaa corporate bond yield, monthly (FRED series AAA).
  static let corporates = [
    Fact("aaa-yields-1919-2018", "1950-01-01", "close", 2.57, "Moody's, FRED AAA"),
    Fact("aaa-yields-1919-2018", "1981-09-01", "close", 15.49, "Moody's: highest on record"),
    Fact("aaa-yields-1919-2018", "2008-12-01", "close", 5.05, "Moody's, FRED AAA"),
    Fact("aaa-yields-1919-2018", "2016-07-01", "close", 3.28, "Moody's, FRED AAA"),
  ]

  static let treasury = "US Treasury, daily par yield curve rates, as a fraction"
  static let yields = [
    Fact("us-treasury-curve", "1990-01-02", "3mo", 0.0783, treasury),
    Fact("us-treasury-curve", "1990-01-02", "10y", 0.0794, treasury),
    Fact("us-treasury-curve", "1990-01-02", "30y", 0.0800, treasury),
    Fact("us-treasury-curve", "2008-09-17", "3mo", 0.0003, treasury),
    Fact("us-treasury-curve", "2012-07-25", "10y", 0.0143, treasury),
    Fact("us-treasury-curve", "2016-07-08", "10y", 0.0137, treasury),
  ]

  /// Daily klines of the exchange, whose day begins at midnight UTC: the fall of 12 March 2020 stands
  /// on 12 March, which the source of the file has on the 11th.
  static let binance = "Binance BTCUSDT, daily kline"
  static let bitcoin = [
    Fact("btcusdt-daily", "2020-03-12", "open", 7934.58, binance),
    Fact("btcusdt-daily", "2020-03-12", "close", 4800.00, binance),
    Fact("btcusdt-daily", "2020-03-13", "low", 3782.13, binance),
    Fact("btcusdt-daily", "2017-12-17", "high", 19798.68, binance),
  ]

  @Test(arguments: equities + volatility + oil + corporates + yields + bitcoin)
  func published(_ fact: Fact) throws {
    let field = try ShippedTable(fact.dataset).field(fact.column, at: fact.time)
    #expect(field.flatMap(Double.init) == fact.value)
  }

  @Test func extremesStandWhereTheyWerePublished() throws {
    #expect(try ShippedTable("vix-daily-2014-2019").numbers("close").min() == 9.14)
    #expect(try ShippedTable("wti-daily-1986-2019").numbers("close").max() == 145.31)
    #expect(try ShippedTable("us-treasury-curve").numbers("10y").min() == 0.0137)
  }

  /// The Treasury discontinued the 30-year series on 2002-02-18 and took it up again on 2006-02-09.
  @Test func theThirtyYearYieldIsBlankWhileItWasSuspended() throws {
    let curve = try ShippedTable("us-treasury-curve")
    let blank = curve.times.filter { curve.field("30y", at: $0) == "" }
    #expect(blank.first == "2002-02-19" && blank.last == "2006-02-08")
  }
}
