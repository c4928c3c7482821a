import MarginCore
import Testing

@testable import MarginFiles

/// Every preset reads a file of its layout; the rows are made up.
@Suite struct PresetTests {
  /// Preset, further keys, a file, and the first time and value that it must give.
  static let files: [(String, [(key: String, value: String)], String, String, Double)] = [
    (
      "binance-klines-ms", [],
      "1583971200000,10.5,12,9,11.25,7,1583974799999,70,3,4,40,0\n", "2020-03-12", 11.25
    ),
    (
      "binance-klines-us", [("known-after", "1h")],
      "1735689600000000,10.5,12,9,11.25,7,1735693199999999,70,3,4,40,0\n", "2025-01-01T01:00:00Z",
      11.25
    ),
    (
      "binance-futures-klines", [],
      "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,"
        + "taker_buy_quote_volume,ignore\n1583971200000,10,12,9,11,7,1583974799999,70,3,4,40,0\n",
      "2020-03-12", 11
    ),
    (
      "binance-funding", [],
      "calc_time,funding_interval_hours,last_funding_rate\n1583971200000,8,-0.0003\n", "2020-03-12",
      -0.0003
    ),
    ("kraken-ohlcvt", [], "1583971200,10,12,9,11,7,3\n", "2020-03-12", 11),
    ("coinbase-candles", [], "1583974800,9,12,10,11,7\n1583971200,8,11,9,10,7\n", "2020-03-12", 10),
    ("okx-candles", [], "1583971200000,10,12,9,11,7,70,70,1\n", "2020-03-12", 11),
    ("bybit-klines", [], "1583971200000,10,12,9,11,7,70\n", "2020-03-12", 11),
    (
      "cryptodatadownload", [],
      "https://www.CryptoDataDownload.com\nunix,date,symbol,open,high,low,close,Volume BTC,Volume USD\n"
        + "1583974800,2020-03-12 01:00:00,BTC/USD,10,12,9,11,7,70\n"
        + "1583971200,2020-03-12 00:00:00,BTC/USD,9,11,8,10,7,70\n", "2020-03-12", 10
    ),
    (
      "cryptodatadownload-am-pm", [],
      "https://www.CryptoDataDownload.com\nDate,Symbol,Open,High,Low,Close,Volume BTC,Volume USD\n"
        + "2019-10-17 01-PM,BTCUSD,10,12,9,11,7,70\n2019-10-17 12-PM,BTCUSD,9,11,8,10,7,70\n",
      "2019-10-17T12:00:00Z", 10
    ),
    (
      "fred", [("close", "DEXUSEU")], "observation_date,DEXUSEU\n2020-01-01,.\n2020-01-02,1.1166\n",
      "2020-01-02", 1.1166
    ),
    (
      "fred-rate", [("rate", "DGS3MO"), ("time", "DATE")],
      "DATE,DGS3MO\n2020-01-01,\n2020-01-02,1.5\n",
      "2020-01-02", 0.015
    ),
    (
      "us-treasury-curve", [],
      "Date,\"1 Mo\",\"3 Mo\",\"6 Mo\",\"1 Yr\",\"2 Yr\",\"3 Yr\",\"5 Yr\",\"7 Yr\",\"10 Yr\",\"20 Yr\",\"30 Yr\"\n"
        + "01/03/2020,2,2,2,2,2,2,2,2,2,2,2\n01/02/2020,1,2,2,2,2,2,2,2,2,,2\n", "2020-01-02", 0.01
    ),
    ("cboe-index", [], "DATE,OPEN,HIGH,LOW,CLOSE\n01/02/2020,14,15,13,14.5\n", "2020-01-02", 14.5),
    (
      "yahoo", [],
      "Date,Open,High,Low,Close,Adj Close,Volume\n2020-01-01,null,null,null,null,null,null\n"
        + "2020-01-02,10,12,9,11,10.5,7\n", "2020-01-02", 11
    ),
    ("stooq", [], "Date,Open,High,Low,Close,Volume\n2020-01-02,10,12,9,11,7\n", "2020-01-02", 11),
    ("deribit-dvol", [], "1583971200000,60,70,55,65.5\n", "2020-03-12", 65.5),
  ]

  @Test(arguments: files.indices)
  func readsItsFiles(index: Int) throws {
    let (id, keys, text, time, value) = Self.files[index]
    let layout = try declaredLayout(nil, options: [("preset", id)] + keys)
    let table = try withFile(text.utf8) {
      try readSeries($0, named: "x.csv", layout: layout).table
    }
    #expect(table.times.first?.description == time)
    #expect(table.values.first?.first.map { ($0 - value).magnitude < 1e-15 } == true)
  }

  @Test func everyPresetIsSoundAndTested() {
    #expect(PresetCatalogue.presets.map(\.id) == PresetCatalogue.ids)
    let ofQuotes = PresetCatalogue.presets.filter { $0.kind == .quotes }.map(\.id)
    #expect(Set(Self.files.map(\.0)).union(ofQuotes) == Set(PresetCatalogue.ids))
    #expect(ofQuotes == ["cboe-eod-1545", "deribit-chain", "tardis-options-chain"])
  }

  @Test func aFileThatFitsAPresetIsTold() throws {
    let text = "DATE,OPEN,HIGH,LOW,CLOSE,X\n01/02/2020,14,15,13,14.5,1\n"
    let layout = try declaredLayout(.closes, options: [("close", "Last")])
    let problems = try withFile(text.utf8) {
      checkSeries($0, named: "x.csv", layout: layout).problems
    }
    #expect(problems.first?.code == "missing-column")
    #expect(PresetCatalogue.fitting(["DATE", "OPEN", "HIGH", "LOW", "CLOSE"]) == ["cboe-index"])
    #expect(
      PresetCatalogue.fitting(["1583971200", "10", "12", "9", "11", "7", "3"])
        == ["bybit-klines", "kraken-ohlcvt"])
  }

  @Test func aResolvedExperimentNoLongerNeedsThePreset() throws {
    let text = Example.experiment(
      "{file: spx.csv}", "{file: spx.csv, preset: cboe-index, known-after: 1h}")
    let resolved = resolvedYAML(of: try parseExperiment(text, named: "e.yaml"))
    #expect(resolved.contains("time-format: MM/dd/yyyy") && resolved.contains("close: CLOSE"))
    let without = resolved.replacing("        preset: cboe-index\n", with: "")
    #expect(without != resolved)
    let (a, b) = (
      try parseExperiment(resolved, named: "a"), try parseExperiment(without, named: "b")
    )
    #expect(a.market == b.market)
  }

  @Test func aPresetOfAnotherKindIsRefused() {
    let text = Example.experiment("{file: spx.csv}", "{file: spx.csv, preset: binance-funding}")
    #expect {
      try parseExperiment(text, named: "e.yaml")
    } throws: { error in
      (error as? FileError)?.problems.map(\.code) == ["wrong-preset"]
    }
  }
}
