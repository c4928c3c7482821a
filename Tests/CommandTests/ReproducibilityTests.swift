import Foundation
import Testing

/// Equal inputs give equal bytes, wherever and however the program runs.
@Suite struct ReproducibilityTests {
  private func report(
    _ arguments: String..., environment: [String: String] = [:], folder: String = ""
  ) throws -> [String: Data] {
    let sandbox = try Sandbox()
    let place = folder.isEmpty ? sandbox.work.path : folder
    let all = ["run", blackMonday, "--out", sandbox.path("report"), "-q"] + arguments
    let outcome = try Program(all, in: place, environment: environment).run()
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try sandbox.files("report")
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let first = try report()
    #expect(first.count > 15)
    #expect(try report() == first)
  }

  @Test func localeTimeZoneAndWorkingFolderDoNotMatter() throws {
    let plain = try report()
    let german = ["LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Asia/Tokyo"]
    #expect(try report(environment: german) == plain)
    #expect(try report(folder: repository.path) == plain)
    #expect(try report(folder: "/") == plain)
  }

  @Test func aRelativePathGivesTheSameBytes() throws {
    let sandbox = try Sandbox()
    let all = ["run", "experiments/black-monday-1987.yaml", "-o", sandbox.path("report"), "-q"]
    _ = try Program(all, in: repository.path).run()
    #expect(try sandbox.files("report") == report())
  }

  @Test func theFutureDoesNotChangeThePast() throws {
    let full = try lines(of: report(), "timeline.csv")
    let cut = try lines(of: report("--set", "market.to=1987-10-16"), "timeline.csv")
    #expect(cut.last?.hasPrefix("1987-10-16,span,") == true)
    #expect(cut == Array(full.prefix(cut.count)))
    #expect(full[cut.count].hasPrefix("1987-10-19,"))
  }

  private func lines(of report: [String: Data], _ file: String) throws -> [Substring] {
    String(decoding: try #require(report[file]), as: UTF8.self).split(separator: "\n")
  }
}
