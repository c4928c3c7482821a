import Testing

@testable import MarginFiles

/// No input may trap, and how an input is cut into pieces may not change what is read.
@Suite struct CSVFuzzTests {
  @Test func randomBytes() throws {
    var generator = SplitMix(state: 7)
    for _ in 0..<3_000 {
      let length = Int.random(in: 0..<80, using: &generator)
      survive((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
  }

  @Test func randomPunctuation() throws {
    var generator = SplitMix(state: 8)
    let alphabet = Array("\",\n\r \t1-.e2020-01-01\0é".utf8)
    for _ in 0..<3_000 {
      let length = Int.random(in: 0..<60, using: &generator)
      let body = (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      survive(Array("date,close\n".utf8) + body)
      #expect(events(body, pieces: 1) == events(body, pieces: body.count))
      #expect(events(body, pieces: 3) == events(body, pieces: body.count))
    }
  }

  /// Cut byte by byte, no piece has a line to hand over whole: the slow path against the fast one.
  @Test(arguments: CSVDialect.Delimiter.allCases, [nil, "#", "//"])
  func dialects(delimiter: CSVDialect.Delimiter, prefix: String?) throws {
    var generator = SplitMix(state: 9)
    let dialect = CSVDialect(delimiter: delimiter, commentPrefix: prefix, preambleLines: 1)
    let parts = [
      "1.5", "a", ",", ";", "\t", "\n", "\r\n", "\n", "#", "/", "//", "\"", " ", "\r", "é",
    ]
    for _ in 0..<1_000 {
      let count = Int.random(in: 0..<40, using: &generator)
      let kinds = Int.random(in: 1...parts.count, using: &generator)
      let text = (0..<count).map { _ in parts[..<kinds].randomElement(using: &generator) ?? "" }
      let bytes = Array("no header\na\n".utf8) + text.joined().utf8
      #expect(events(bytes, pieces: 1, dialect) == events(bytes, pieces: bytes.count, dialect))
      #expect(events(bytes, pieces: 7, dialect) == events(bytes, pieces: bytes.count, dialect))
    }
  }

  @Test(arguments: [
    "date,close\n2020-01-01,1e308\n9999-12-31,1e308\n", "date,close\n,\n", ",\n,\n", "\"", "\"\"",
    "date,close\n\0,\0\n", "\u{FEFF}\u{FEFF}date,close\n2020-01-01,1\n", "date,close\r\n\r\n\r\n",
  ])
  func oddFiles(text: String) {
    survive(Array(text.utf8))
  }

  /// Inputs that `make fuzz` found to be read otherwise when cut otherwise.
  @Test(arguments: ["\u{FEFF}\r\"\"\"; \r\n", "\u{FEFF}a,b\n", "\u{FEFF}", "ï", "\u{FEFA}1\n"])
  func cutsFoundByFuzzing(text: String) {
    let bytes = Array(text.utf8)
    for size in 1..<4 { #expect(events(bytes, pieces: size) == events(bytes, pieces: bytes.count)) }
  }

  @Test func hugeFields() throws {
    let huge = String(repeating: "1", count: 3_000_000)
    survive(Array("date,close\n2020-01-01,\(huge)\n".utf8))
    survive(Array("date,close\n\"\(huge)\n\(huge)".utf8))
    survive(Array("date,close\n\(huge),0.\(huge)e-\(huge)\n".utf8))
    let text = "date,x,close\n2020-01-01,\"\(huge)\",1\n"
    let problems = try withFile(text.utf8) { checkPrices($0, named: "x") }
    #expect(problems.isEmpty)
  }

  private func survive(_ bytes: [UInt8]) {
    let problems = try? withFile(bytes) { checkPrices($0, named: "x.csv") }
    #expect(problems?.allSatisfy { !$0.message.contains("\n") } == true)
  }

  private func events(
    _ bytes: [UInt8], pieces size: Int, _ dialect: CSVDialect = CSVDialect()
  ) -> [String] {
    var stream = CSVStream(dialect)
    let parser = CSVParser(delimiter: dialect.delimiter.rawValue)
    var found: [String] = []
    for start in stride(from: 0, to: bytes.count, by: max(1, size)) {
      bytes[start..<min(start + max(1, size), bytes.count)].withUnsafeBufferPointer { piece in
        stream.feed(piece) { event in
          guard case .lines(let lines) = event else { return found.append(description(event)) }
          parser.rows(in: lines) { found.append(description(.row($0))) }
        }
      }
    }
    stream.finish { found.append(description($0)) }
    return found
  }

  private func description(_ event: CSVEvent) -> String {
    switch event {
    case .lines(let lines): "\(lines.firstLine) lines \(lines.count)"
    case .row(let record):
      "\(record.line) \(record.strings) \(record.position(ofField: record.count - 1))"
    case .blankLine(let line): "\(line) blank"
    case .malformedQuote(let record): "\(record.line) malformed \(record.strings)"
    case .longRow(let record): "\(record.line) long"
    case .unterminatedQuote(let record): "\(record.line) unterminated \(record.strings)"
    }
  }
}
