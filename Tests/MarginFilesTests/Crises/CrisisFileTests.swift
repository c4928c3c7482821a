import Foundation
import MarginCore
import MarginReplay
import Testing

@testable import MarginFiles

/// Crisis files, right and wrong.
@Suite struct CrisisFileTests {
  static let text = """
    schema: 1
    name: small
    title: A small crisis
    summary: Prices fell.
    from: 2024-01-11
    to: 2024-01-12
    experiment: small.yaml
    series: {SPX: ten rows}
    bring:
      vix: {holds: volatility, layout: "date, close", obtain: anywhere, optional: true, set: ["market.underlyings.SPX.rate=FILE"]}
    sources: {book: A book}
    facts:
      - {text: It closed., date: 2024-01-11, source: book, check: "close(SPX, 2024-01-11) == 101"}
      - {text: It was loud., source: book, unchecked: no ears}
    expect:
      - {text: Nobody is called., check: calls(tims) == 0}
    """

  private static let experiment = """
    schema: 1
    name: small
    question: Does it work?
    market: {underlyings: {SPX: {prices: {file: p.csv}, volatility: 0.2}}}
    portfolio:
      currency: USD
      cash: 100 USD
      positions: [{spot: SPX, quantity: 1}]
    margin: {models: [tims]}
    """

  private func load(_ text: String) throws -> Crisis {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("small.crisis.yaml")
    try Data(text.utf8).write(to: file)
    try Data(Self.experiment.utf8).write(to: folder.appendingPathComponent("small.yaml"))
    return try loadCrisis(file.path)
  }

  private func problems(_ old: String, _ new: String) throws -> [Problem] {
    #expect(Self.text.contains(old))
    do {
      _ = try load(Self.text.replacing(old, with: new))
      return []
    } catch let error as FileError {
      return error.problems
    }
  }

  @Test func aCrisisIsRead() throws {
    let crisis = try load(Self.text)
    #expect(crisis.name == "small" && crisis.series.map(\.underlying) == ["SPX"])
    #expect(crisis.statements.map(\.kind) == [.fact, .fact, .expectation])
    #expect(crisis.statements.map(\.source) == ["A book", "A book", nil])
    #expect(crisis.statements.map(\.unchecked) == [nil, "no ears", nil])
    #expect(crisis.requiredFiles.isEmpty && crisis.files.map(\.name) == ["vix"])
    #expect(crisis.from == CalendarDay(iso: "2024-01-11"))
  }

  private static let faults: [(String, String, String, String)] = [
    ("title: A", "titel: A", "unknown-key", "did you mean `title`?"),
    ("name: small", "name: large", "bad-name", "give both the same name"),
    ("to: 2024-01-12", "to: 2024-01-10", "out-of-range", "exchange the two dates"),
    ("{SPX: ten", "{SPY: ten", "missing-key", "add  SPX: …"),
    ("loud., source: book", "loud., source: boek", "unknown-source", "did you mean `book`?"),
    (
      "unchecked: no ears", "date: 2024-01-11", "missing-key",
      "say how a run checks it, or why none can"
    ),
    (
      ", check: \"close", ", unchecked: x, check: \"close", "unused-key",
      "say how a run checks it, or why none can"
    ),
    ("close(SPX,", "close(SPY,", "unknown-underlying", "did you mean `SPX`?"),
    (
      "close(SPX, 2024-01-11) ==", "close(SPX) is", "bad-check",
      "write  metric(model) >= number, such as  coverage(span) >= 0.99"
    ),
    ("calls(tims)", "call(tims)", "bad-check", "did you mean `calls`?"),
    ("calls(tims)", "calls(tim)", "bad-check", "did you mean `tims`?"),
    (
      "unchecked: no ears", "check: calls(tims) == 0, needs: vxi", "unknown-file",
      "did you mean `vix`?"
    ),
  ]

  @Test(arguments: faults)
  func whatIsWrongIsSaid(old: String, new: String, code: String, hint: String) throws {
    let found = try problems(old, new)
    #expect(found.first?.code == code && found.first?.hint == hint, "\(found)")
    #expect(found.allSatisfy { $0.place.line != nil })
  }

  @Test func aFileIsPutWhereItIsAskedFor() throws {
    let crisis = try load(Self.text)
    let files = try BroughtFiles([("vix", "/a \"b\"/vix.csv")], for: crisis)
    #expect(files.names == ["vix"])
    #expect(files.overrides == [#"market.underlyings.SPX.rate="/a \"b\"/vix.csv""#])
    #expect(try BroughtFiles([], for: crisis).overrides.isEmpty)
  }

  @Test func aStrangeFileIsRefused() throws {
    let crisis = try load(Self.text)
    do {
      _ = try BroughtFiles([("vox", "x")], for: crisis)
      Issue.record("the file was taken")
    } catch {
      #expect(
        error.problems.map(\.description) == [
          "--file vox: error: small takes no file `vox` [unknown-file]\n  hint: did you mean `vix`?"
        ])
    }
  }

  @Test func aFileThatIsNeededIsAskedFor() throws {
    let crisis = try load(Self.text.replacing("optional: true", with: "optional: false"))
    do {
      _ = try BroughtFiles([], for: crisis)
      Issue.record("nothing was asked for")
    } catch .missing(let problem) {
      #expect(problem.code == "file-not-given" && problem.place.line == 10)
      #expect(problem.message == "small needs data that cannot ship; bring `vix`")
      #expect(problem.hint?.contains("--file vix=PATH\n") == true)
      #expect(problem.hint?.contains("from    anywhere") == true)
    }
  }
}
