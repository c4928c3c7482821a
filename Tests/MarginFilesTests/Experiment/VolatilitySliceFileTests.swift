import Foundation
import MarginCore
import Testing

@testable import MarginFiles

@Suite struct VolatilitySliceFileTests {
  private static let header = "date,years,a,b,rho,m,sigma\n"
  private static let sound = """
    2020-01-02,0.1,0.001,0.02,-0.6,0,0.1
    2020-01-02,1,0.01,0.1,-0.6,0,0.1
    2020-01-06,0.1,0.004,0.02,-0.6,0,0.1

    """

  private func lines(_ rows: String) throws -> [String] {
    try withFile((Self.header + rows).utf8) { path in
      do throws(FileError) {
        _ = try readSlices(path, named: "s.csv", time: "date")
        return []
      } catch {
        return error.problems.map {
          $0.description.split(separator: "\n").first.map(String.init) ?? ""
        }
      }
    }
  }

  @Test func rowsOfOneTimeMakeOneSurface() throws {
    let (series, digest) = try withFile((Self.header + Self.sound).utf8) {
      try readSlices($0, named: "s.csv", time: "date")
    }
    #expect(series.map(\.time.description) == ["2020-01-02", "2020-01-06"])
    #expect(series.map(\.surface.slices.count) == [2, 1] && digest.rows == 3)
    #expect(
      series[1].surface.slices[0].smile == RawSVI(a: 0.004, b: 0.02, rho: -0.6, m: 0, sigma: 0.1))
  }

  @Test func everyProblemIsNamedWithItsPlace() throws {
    #expect(
      try lines("2020-01-02,0,0.1,-1,1,0,0\n") == [
        "s.csv:2:12: error: years 0 is out of range [out-of-range]",
        "s.csv:2:18: error: b -1 is out of range [out-of-range]",
        "s.csv:2:21: error: rho 1 is out of range [out-of-range]",
        "s.csv:2:25: error: sigma 0 is out of range [out-of-range]",
      ])
    #expect(
      try lines("2020-01-06,1,0.1,0,0,0,1\n2020-01-02,1,0.1,0,0,0,1\n") == [
        "s.csv:3:1: error: 2020-01-02 is earlier than 2020-01-06 in the row before [disorder]"
      ])
    #expect(
      try lines("2020-01-06,1,-0.041,0.1331,0.306,0.3586,0.4153\n").map { $0.prefix(64) } == [
        "s.csv:2:1: error: the surface has arbitrage: butterfly at k = 0."
      ])
    #expect(
      try lines("2020-01-06,1,0.1,0,0,0,1\n2020-01-06,1,0.1,0,0,0,1\n") == [
        "s.csv:2:1: error: the surface cannot be made: parameter, T = 1.0: 1.0 [out-of-range]"
      ])
  }

  private static let text = Example.experiment()
    .replacing(
      "volatility: 0.2",
      with: "volatility: {model: surface, file: s.csv, max-age: 3d, dynamics: sticky-strike}"
    )
    .replacing("  underlyings:", with: "  to: 2020-01-08\n  underlyings:")

  /// The experiment `text` over eight prices and the sound smiles.
  private func load(_ text: String) throws -> LoadedExperiment {
    try withFolder { folder in
      let prices = "date,close\n" + (1...8).map { "2020-01-0\($0),\(100 + 2 * $0)\n" }.joined()
      for (name, content) in [("spx.csv", prices), ("s.csv", Self.header + Self.sound)] {
        try Data(content.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
      return try assemble(try parseExperiment(text, named: "e.yaml"), relativeTo: folder)
    }
  }

  // The smiles of the 2nd serve until those of the 6th, each from the price of its own day.
  @Test func theLastSmilesServeUntilTheNext() throws {
    let loaded = try load(Self.text)
    let history = loaded.history
    #expect(loaded.inputs.map(\.path) == ["spx.csv", "s.csv"] && history.steps == 1..<8)
    let volatility = { (step: Int) in
      let option = OptionContract(
        underlying: 0, right: .put, strike: 100, expiry: history[step].time + .days(60))
      return history[step][0].volatility(of: option, at: history[step].time)
    }
    #expect((2...4).allSatisfy { abs(volatility($0) - volatility(1)) < 1e-14 })
    #expect(volatility(5) > volatility(4) + 0.05)
    #expect((6...7).allSatisfy { abs(volatility($0) - volatility(5)) < 1e-14 })
    #expect(
      loaded.notes == [
        "Volatility of SPX is read from the smiles of s.csv, at most 3d old; each option has its own, delta is sticky-strike, and the level shown is that of 30 days at the money."
      ])
  }

  @Test func smilesThatAreTooOldAreNotUsed() throws {
    let error = try #require(throws: FileError.self) {
      try load(Self.text.replacing("3d", with: "2d"))
    }
    #expect(
      error.problems.first?.message
        == "SPX has no volatility on 2020-01-05, the first of 1 such steps")
  }
}
