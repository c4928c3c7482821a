import Foundation
import Testing

/// Crises whose data cannot ship, run on files that are made up here in the layouts they name.
@Suite struct BroughtCrisisTests {
  /// Daily bars and DVOL closes from `first` on: a slow wave, with the days of the facts put in.
  private static func write(
    _ sandbox: Sandbox, from first: String, days: Int, level: Double,
    bars: [String: (low: Double, high: Double, close: Double)], dvol: [String: Double]
  ) throws {
    var (prices, index) = (["date,open,high,low,close"], ["date,close"])
    let start = try #require(try? Date(first, strategy: .iso8601.year().month().day()))
    for day in 0..<days {
      let date = start.addingTimeInterval(Double(day) * 86_400)
        .formatted(.iso8601.year().month().day())
      let wave = level * (1 + 0.02 * Double(day * 7 % 11 - 5) / 5)
      let bar = bars[date] ?? (low: wave * 0.99, high: wave * 1.01, close: wave)
      prices.append("\(date),\(bar.close),\(bar.high),\(bar.low),\(bar.close)")
      index.append("\(date),\(dvol[date] ?? 60 + Double(day % 5))")
    }
    try sandbox.write(prices.joined(separator: "\n") + "\n", to: "btc.csv")
    try sandbox.write(index.joined(separator: "\n") + "\n", to: "dvol.csv")
  }

  private static func run(_ crisis: String, _ sandbox: Sandbox) throws -> Outcome {
    try sandbox.run(
      "crises", "run", crisis, "--folder",
      repository.appendingPathComponent("experiments/crises").path, "--file", "prices=btc.csv",
      "--file", "dvol=dvol.csv", "--out", "r")
  }

  // Made up but for the values of the facts, which stand in the crisis file with their sources.
  @Test func ftxRunsOnFilesOfItsLayout() throws {
    let sandbox = try Sandbox()
    try Self.write(
      sandbox, from: "2021-06-01", days: 580, level: 21_000,
      bars: ["2022-11-09": (low: 15_600, high: 18_600, close: 15_900)],
      dvol: ["2022-11-08": 76.66, "2022-11-09": 114.72])
    let outcome = try Self.run("ftx-2022", sandbox)
    #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
    #expect(outcome.output.contains(" reproduced, 0 not reproduced"))
    let manifest = try sandbox.read("r/manifest.json")
    #expect(manifest.contains("\"btc.csv\"") && !manifest.contains(sandbox.path("btc.csv")))
  }

  @Test func october2025RunsOnFilesOfItsLayout() throws {
    let sandbox = try Sandbox()
    try Self.write(
      sandbox, from: "2024-05-01", days: 560, level: 120_000,
      bars: [
        "2025-10-06": (low: 123_000, high: 126_000, close: 124_700),
        "2025-10-10": (low: 104_000, high: 122_500, close: 113_000),
      ], dvol: ["2025-10-09": 39.73, "2025-10-10": 44.11])
    let outcome = try Self.run("october-10-2025", sandbox)
    #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
    #expect(outcome.output.contains("0 not reproduced"))
  }
}
