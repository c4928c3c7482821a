import Foundation
import Testing

/// What a new user gets from a file as it was downloaded: a series, or how to declare the file.
///
/// Each text holds a few made-up rows in the layout of such a file, with its flaw.
@Suite struct StrangersFilesTests {
  private func check(_ text: String, _ options: String...) throws -> Outcome {
    let sandbox = try Sandbox()
    try sandbox.write(text, to: "feed.csv")
    return try Program(["check", "feed.csv"] + options, in: sandbox.work.path).run()
  }

  private let reusedSymbol = """
    time,open,high,low,close,volume
    2022-05-12T22:00:00,0.0041,0.0049,0.0022,0.0024,1
    2022-05-12T23:00:00,0.0024,0.0025,0.0018,0.0020,1
    2022-05-13T00:00:00,0.0020,0.0022,0.0012,0.0015,1
    2022-05-31T06:00:00,6,9.5,5.9,8.5,1
    2022-05-31T07:00:00,8.5,9.1,7.5,8.1,1

    """

  @Test func aSymbolGivenToAnotherAssetIsRefused() throws {
    let zoneless = try check(reusedSymbol, "--as", "bars")
    #expect(zoneless.code == 65 && zoneless.output.contains("and so are 4 more [zoneless-time]"))
    #expect(zoneless.output.contains("timezone: UTC"))
    let spliced = try check(reusedSymbol, "--as", "bars", "--timezone", "UTC")
    #expect(spliced.code == 65 && spliced.output.contains("feed.csv:5:31: error: close goes from"))
    #expect(spliced.output.contains("to: 2022-05-13  or  from: 2022-05-31"))
    let first = try check(
      reusedSymbol, "--as", "bars", "--timezone", "UTC", "--set", "to=2022-05-13")
    #expect(first.code == 0 && first.output.contains("3 rows of bars"))
  }

  @Test func fundingOfAnotherZoneIsReadInUTC() throws {
    let text =
      "time_local,rate\n2020-01-01T03:00:00,-0.0001\n2020-01-01T11:00:00,-0.0002\n"
      + "2020-01-01T19:00:00,0.0001\n"
    let plain = try check(text)
    #expect(plain.code == 65 && plain.output.contains("time: time_local"))
    #expect(plain.output.contains("--as funding"))
    let declared = try check(
      text, "--as", "funding", "--time", "time_local", "--timezone", "UTC+3")
    #expect(declared.code == 0)
    #expect(
      declared.output.hasPrefix(
        "feed.csv: no problems; 3 rows of funding; 2020-01-01 to 2020-01-01T16:00:00Z; step 8h"))
  }

  @Test func aNegativePriceIsRightWhenItIsSaidToBe() throws {
    let text = "date,close\n2020-04-17,18.3\n2020-04-20,-36.9\n2020-04-21,8.9\n"
    let refused = try check(text)
    #expect(refused.code == 65 && refused.output.contains("feed.csv:3:12: error: close -36.9"))
    #expect(refused.output.contains("allow-non-positive: true"))
    #expect(try check(text, "--allow-non-positive").code == 0)
  }

  /// Experiments take no volatility of zero, so that nobody is told to allow one.
  @Test func aVolatilityOfZeroIsNotRight() throws {
    let text = "date,close\n2020-04-17,0.2\n2020-04-20,0\n"
    let refused = try check(text, "--as", "volatility-index")
    #expect(refused.code == 65 && refused.output.contains("feed.csv:3:12: error: close 0"))
    #expect(refused.output.contains("see that the column is right"))
    #expect(!refused.output.contains("allow-non-positive"))
  }

  @Test func anImpossibleFirstBarIsAWarningThatStrictRefuses() throws {
    let rows = (5...23).map { hour in
      "2017-08-17T\(hour < 10 ? "0" : "")\(hour):00:00Z,4310,4320,4300,43\(10 + hour % 2),1\n"
    }
    let text =
      "time,open,high,low,close,volume\n2017-08-17T04:00:00Z,16200,16200,4260,4310,1\n"
      + rows.joined()
    let found = try check(text, "--as", "bars")
    #expect(found.code == 0 && found.output.hasPrefix("feed.csv:2:28: warning: high 16200 is 3.8"))
    #expect(found.output.contains("flaws: {wide-bar: drop}"))
    #expect(try check(text, "--as", "bars", "--strict").code == 65)
    let dropped = try check(text, "--as", "bars", "--strict", "--set", "flaws.wide-bar=drop")
    #expect(dropped.code == 0 && dropped.output.contains("1 row left out (wide-bar)"))
  }

  @Test func aMissingDayIsTold() throws {
    let text = "date,close\n2025-11-08,50\n2025-11-09,51\n2025-11-10,52\n2025-11-12,53\n"
    let found = try check(text, "--as", "volatility-index")
    #expect(found.code == 0 && found.output.hasPrefix("feed.csv:5:1: warning: 1 row is missing"))
  }

  @Test func aChainPricedInCoinNamesItsPreset() throws {
    let text = """
      time,instrument,type,strike,expiration,index_price,underlying_price,bid_btc,ask_btc,mark_btc,mark_iv,bid_iv,ask_iv
      2020-09-12T23:07:33Z,BTC-13SEP20-10000-C,call,10000.0,2020-09-13,10435.9,10436.7,0.02,0.045,0.0418,45.2,0.0,129.8

      """
    let plain = try check(text, "--as", "quotes")
    #expect(plain.code == 65 && plain.output.contains("preset: deribit-chain"))
    let declared = try check(text, "--preset", "deribit-chain")
    #expect(
      declared.code == 0 && declared.output.hasPrefix("feed.csv: no problems; 1 row of quotes"))
  }

  @Test func aWrongOptionIsNamedBeforeAnyFileIsRead() throws {
    let found = try check("date,close\n2020-01-01,1\n", "--timezone", "Atlantis")
    #expect(found.code == 65 && found.errors.hasPrefix("--timezone: error: timezone `Atlantis`"))
    #expect(try check("date,close\n", "--set", "close").code == 64)
    #expect(try check("date,close\n", "--as", "candles").code == 64)
  }

  @Test func presetsAreListed() throws {
    let sandbox = try Sandbox()
    let text = try sandbox.run("datasets", "--presets")
    #expect(text.code == 0 && text.output.contains("binance-klines-ms  Binance public kline dumps"))
    let json = try sandbox.run("datasets", "--presets", "--json")
    let presets = try JSONDecoder().decode([[String: AnyText]].self, from: Data(json.output.utf8))
    #expect(presets.count == 20 && presets.allSatisfy { $0["source"]?.text.isEmpty == false })
  }

  @Test func theSummaryIsThereAsJSON() throws {
    let found = try check("date,close\n2020-01-01,1\n2020-01-02,1\n2020-01-04,1\n", "--json")
    let files = try JSONDecoder().decode([Found].self, from: Data(found.output.utf8))
    #expect(files.map(\.summary.rows) == [3] && files.map(\.summary.step) == ["1d"])
    #expect(files.first?.counts.map(\.code) == ["gap"])
  }
}

private struct Found: Decodable {
  let summary: Summary
  let counts: [Count]

  struct Summary: Decodable {
    let rows: Int
    let step: String
  }

  struct Count: Decodable { let code: String }
}

/// A text, or an empty one for a list.
private struct AnyText: Decodable {
  let text: String

  init(from decoder: any Decoder) throws {
    text = (try? decoder.singleValueContainer().decode(String.self)) ?? ""
  }
}
