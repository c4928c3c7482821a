import Foundation
import MarginReplay
import Testing

@testable import MarginFiles

@Suite struct YAMLFileTests {
  private func problems(ofBytes bytes: [UInt8]) throws -> [String] {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yaml")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return checkExperiment(url.path, named: "e.yaml").map { "\($0.place) \($0.code)" }
  }

  @Test func unreadableTextsAreRefused() throws {
    #expect(try problems(ofBytes: []) == ["e.yaml:1:1 empty-file"])
    #expect(try problems(ofBytes: Array("# nothing\n".utf8)) == ["e.yaml:1:1 empty-file"])
    #expect(
      try problems(ofBytes: Array("a: 1\nb: \u{E9}".utf8.dropLast())) == ["e.yaml:2 not-utf-8"])
    #expect(try problems(ofBytes: Array("a: \u{0}".utf8)) == ["e.yaml:1:4 yaml-syntax"])
    #expect(try problems(ofBytes: Array("[1, 2]".utf8)) == ["e.yaml:1:1 wrong-type"])
    #expect(try problems(ofBytes: Array("just text".utf8)) == ["e.yaml:1:1 wrong-type"])
    #expect(
      try problems(ofBytes: Array("a: 1\n---\nb: 2\n".utf8)).first == "e.yaml:2:1 yaml-syntax")
    #expect(try problems(ofBytes: Array(repeating: 0x61, count: 5_000_000)) == ["e.yaml too-large"])
  }

  @Test func aByteOrderMarkIsPassedOver() throws {
    #expect(try problems(ofBytes: [0xEF, 0xBB, 0xBF] + Array(Example.experiment().utf8)) == [])
  }

  @Test func missingFilesAndFoldersAreNamed() {
    #expect(checkExperiment("/no/such/file", named: "x.yaml").map(\.code) == ["missing-file"])
    #expect(checkExperiment("/tmp", named: "x").map(\.code) == ["is-a-folder"])
  }

  @Test func deepNestingIsRefused() {
    let text = "schema: " + String(repeating: "[", count: 5000)
    #expect(Example.problems(of: text).map(\.code) == ["yaml-syntax"])
  }

  @Test(arguments: [3, 10, 100]) func aliasesThatMultiplyAreRefused(width: Int) {
    let levels = (1...12).map { level in
      let parts = Array(repeating: "*a\(level - 1)", count: width).joined(separator: ", ")
      return "a\(level): &a\(level) [\(parts)]\n"
    }
    let text = "a0: &a0 1\n" + levels.joined()
    #expect(Example.problems(of: text).map(\.code) == ["too-large"])
    #expect(Example.problems(of: text + "? *a12\n: 1\n").map(\.code) == ["too-large"])
  }

  @Test func aliasesStandForTheirValue() throws {
    let text =
      Example.experiment("cash: 1_000 USD", "cash: &c 1_000 USD")
      + "settlement: {cure: {top-up: *c}}\n"
    #expect(try parseExperiment(text, named: "e").settlement.cure == .topUp(limit: 1000))
  }

  /// Every byte of a good file cut off, changed or doubled: something is said, or it still works.
  @Test func noBrokenTextTraps() {
    let bytes = Array(Example.full.utf8)
    let letters: [UInt8] = Array("\u{0}\t\n{[\"'&*!|>%@`:-#?9.e".utf8)
    for index in stride(from: 0, to: bytes.count, by: 3) {
      var changed = bytes
      changed[index] = letters[index % letters.count]
      _ = Example.problems(of: String(decoding: changed, as: UTF8.self))
      _ = Example.problems(of: String(decoding: bytes[..<index], as: UTF8.self))
      changed.remove(at: index)
      _ = Example.problems(of: String(decoding: changed, as: UTF8.self))
    }
  }

  @Test(arguments: [
    "-1", "1e308", ".nan", "-.inf", "9999-12-31", "99999999999999999999", "''", "{}", "[]", "~",
    "\"\\u0000\"",
  ])
  func noOddValueTraps(value: String) {
    let paths = [
      "schema", "name", "market.from", "market.to", "market.underlyings.SPX.trading-days",
      "market.underlyings.SPX.volatility", "market.underlyings.SPX.volatility.window",
      "market.underlyings.SPX.prices", "portfolio.cash", "portfolio.strategies.0.tenor",
      "portfolio.strategies.0.contracts", "portfolio.strategies.0", "margin.models",
      "margin.parameters", "margin.parameters.span.look-ahead-days", "hedging", "hedging.width",
      "costs.impact", "settlement.grace", "settlement.cure", "checks",
    ]
    for path in paths {
      let problems = Example.problems(of: Example.contract, overrides: ["\(path)=\(value)"])
      #expect(problems.allSatisfy { $0.hint?.isEmpty == false })
    }
  }
}
