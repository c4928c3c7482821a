import Foundation
import MarginCore
import Testing

@testable import MarginFiles

/// Chains whose volatilities are known: what is made of their prices must give them back.
@Suite struct ChainSurfaceTests {
  private static let smiles = [
    (expiry: "2020-01-29", smile: RawSVI(a: 0.002, b: 0.03, rho: -0.5, m: 0.02, sigma: 0.1)),
    (expiry: "2020-06-30", smile: RawSVI(a: 0.01, b: 0.09, rho: -0.5, m: 0.02, sigma: 0.15)),
  ]
  private static let strikes = stride(from: 70.0, through: 140, by: 5)
  private static let (rate, yield, spot) = (0.03, 0.01, 100.0)

  private struct Row {
    let expiry: Timestamp
    let strike: Double
    let years: Years
    let forward: Double
    let volatility: Volatility
  }

  private static func rows(at time: Timestamp) throws -> [Row] {
    try smiles.flatMap { expiry, smile in
      let expiry = try #require(CalendarDay(iso: expiry)).start
      let years = time.years(until: expiry)
      let forward = spot * exp((rate - yield) * years)
      return strikes.map { strike in
        let k = log(strike / forward)
        return Row(
          expiry: expiry, strike: strike, years: years, forward: forward,
          volatility: (smile.totalVariance(k) / years).squareRoot())
      }
    }
  }

  /// A chain of 2020-01-02, calls and puts, each with a bid and an ask around the model's price.
  private static func chain(inCoin: Bool, time: Timestamp) throws -> String {
    let lines = try rows(at: time).flatMap { row in
      OptionRight.allCases.map { right in
        let rate = inCoin ? 0 : rate
        let black = BlackScholes(
          spot: row.forward * exp(-rate * row.years), strike: row.strike, years: row.years,
          rate: rate, volatility: row.volatility)
        let price = black.value(right) / (inCoin ? row.forward : 1)
        let day = CalendarDay(containing: row.expiry)
        return "2020-01-02,\(day),\(row.strike),\(right == .call ? "C" : "P"),"
          + "\(price * 0.75),\(price * 1.25),\(inCoin ? row.forward : spot)"
      }
    }
    return (["date,expiry,strike,right,bid,ask,underlying"] + lines).joined(separator: "\n") + "\n"
  }

  private static func load(
    _ quotes: String, _ chain: String
  ) throws -> LoadedExperiment {
    try withFolder { folder in
      let prices = ["date,close"] + (1...6).map { "2020-01-0\($0),100" }
      try (prices.joined(separator: "\n") + "\n").write(
        toFile: folder + "/spx.csv", atomically: true, encoding: .utf8)
      try chain.write(toFile: folder + "/chain.csv", atomically: true, encoding: .utf8)
      let text = Example.experiment(
        "volatility: 0.2, rate: 0.05",
        "volatility: {quotes: chain.csv, dynamics: sticky-moneyness\(quotes)}, "
          + "rate: \(rate), yield: \(yield)")
      return try assemble(try parseExperiment(text, named: "e.yaml"), relativeTo: folder)
    }
  }

  private static let known = Timestamp(microseconds: 1_577_923_200_000_000)

  // The fits see volatilities that an SVI smile made, and find it again; lines go through them. Far
  // from the money a price loses digits, so that 1e-6 of volatility is asked for, not more.
  @Test(arguments: [
    (", fit: svi", false), ("", false), (", forward: parity", false),
    (", fit: svi, settlement: inverse", true), (", forward: parity, settlement: inverse", true),
  ])
  func aChainGivesItsVolatilitiesBack(keys: String, inCoin: Bool) throws {
    let chain = try Self.chain(inCoin: inCoin, time: Self.known)
    let history = try Self.load(keys + ", max-age: 9d", chain).history
    #expect(history.times[history.firstStep] == Self.known && history.steps.count == 5)
    let state = try #require(history[history.firstStep][0].surface)
    for row in try Self.rows(at: Self.known) {
      let found = state.surface.volatility(log(row.strike / row.forward), years: row.years)
      #expect(abs(found - row.volatility) < 1e-6, "\(keys) \(row.strike) \(found)")
    }
  }

  // SSVI is another family: it comes near a raw SVI smile, and says by how much it misses.
  @Test func anSSVIFitComesNearAndSaysHowNear() throws {
    let loaded = try Self.load(
      ", fit: ssvi, max-age: 9d", try Self.chain(inCoin: false, time: Self.known))
    let state = try #require(loaded.history[loaded.history.firstStep][0].surface)
    for row in try Self.rows(at: Self.known) where abs(row.strike - 100) < 20 {
      let found = state.surface.volatility(log(row.strike / row.forward), years: row.years)
      #expect(abs(found - row.volatility) < 0.03)
    }
    #expect(loaded.notes.contains { $0.contains("the fit misses their volatilities by 0.0") })
  }

  @Test func theReportSaysWhatBecameOfTheQuotes() throws {
    var chain = try Self.chain(inCoin: false, time: Self.known)
    chain += "2020-01-02,2020-01-29,150,C,0,0.5,100\n2020-01-02,2020-01-29,65,P,120,121,100\n"
    let notes = try Self.load(", max-age: 9d", chain).notes
    #expect(
      notes.contains(
        "In chain.csv, 30 of 62 quotes make the surfaces; left out are 30 in the money beside one "
          + "out of it, 1 without both bid and ask, 1 at a price above-maximum."), "\(notes)")
  }

  // The chain is known from its day on, for as long as max-age says.
  @Test func aChainIsNotKnownBeforeItsTime() throws {
    let chain = try Self.chain(inCoin: false, time: Self.known)
    #expect(
      Self.problems { try Self.load(", max-age: 1d", chain) } == [
        """
        e.yaml:6:48: error: SPX has no volatility on 2020-01-04, the first of 3 such steps \
        [missing-volatility]
          hint: raise max-age if an older value will do, or narrow from and to
        """
      ])
  }

  // A snapshot whose rows have times of their own is one chain, known at its last row.
  @Test func rowsOfASnapshotBelongTogether() throws {
    var minute = 0
    let lines = try Self.chain(inCoin: false, time: Self.known).split(separator: "\n").map {
      minute += 1
      return $0.replacing("2020-01-02,2", with: "2020-01-02T00:\(10 + minute % 40):00Z,2")
    }
    let chain = lines.joined(separator: "\n") + "\n"
    #expect(
      Self.problems { try Self.load(", max-age: 9d, fit: svi", chain) }.first?.hasPrefix(
        "e.yaml:6:57: error: no chain of chain.csv makes a surface: 0 of 60 quotes make the surfaces"
      ) == true)
    let loaded = try Self.load(", max-age: 9d, fit: svi, within: 1h", chain)
    #expect(loaded.history.times[loaded.history.firstStep].description == "2020-01-03")
  }

  private static func problems(_ body: () throws -> LoadedExperiment) -> [String] {
    do {
      _ = try body()
      return []
    } catch {
      return (error as? FileError)?.problems.map(\.description) ?? ["\(error)"]
    }
  }

  @Test(arguments: ["", ", fit: svi, forward: parity, within: 5m, min-tenor: 2d, max-age: 1d"])
  func aResolvedExperimentMeansTheSame(keys: String) throws {
    let text = Example.experiment(
      "volatility: 0.2",
      "volatility: {quotes: c.csv, preset: deribit-chain, dynamics: sticky-delta\(keys)}")
    let experiment = try parseExperiment(text, named: "e.yaml")
    let again = try parseExperiment(resolvedYAML(of: experiment), named: "e.yaml")
    #expect(again == experiment && again.market == experiment.market)
  }
}
