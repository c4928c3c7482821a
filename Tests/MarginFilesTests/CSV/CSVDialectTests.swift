import Testing

@testable import MarginFiles

/// Files that depart from RFC 4180 in the way that was declared.
@Suite struct CSVDialectTests {
  @Test(arguments: CSVDialect.Delimiter.allCases)
  func everyDelimiter(delimiter: CSVDialect.Delimiter) throws {
    let d = Character(Unicode.Scalar(delimiter.rawValue))
    let outcome = try rows(
      "a\(d)b\n1\(d)\"x\(d)y\"\n\(d)2\n", CSVDialect(delimiter: delimiter))
    #expect(outcome == ["2:1 1|2:3 x\(d)y", "3:1 |3:2 2"])
  }

  @Test func theOtherDelimitersAreText() throws {
    let outcome = try rows("a;b\n1,5;\t2\t\n", CSVDialect(delimiter: .semicolon))
    #expect(outcome == ["2:1 1,5|2:6 2"])
  }

  @Test func emptyFieldsBetweenTabsAreKept() throws {
    let outcome = try rows("b\ta\tc\n\t\t \n \t x\t\n", CSVDialect(delimiter: .tab))
    #expect(outcome == ["2:2 |2:1 ", "3:4 x|3:1 "])
  }

  @Test func thePreambleIsSkippedWhateverItHolds() throws {
    let text = "\u{FEFF}a \"quote\n\n\"another,\r\na,b\r\n1,2\r\n"
    #expect(try rows(text, CSVDialect(preambleLines: 3)) == ["5:1 1|5:3 2"])
  }

  @Test func commentsAreSkippedWhereARowMayStart() throws {
    let text = "// one\n//a,b\na,b\n1,\"2\n//3\"\n//\n4,//5\n// end"
    let outcome = try rows(text, CSVDialect(commentPrefix: "//"))
    #expect(outcome == ["4:1 1|4:3 2\n//3", "7:1 4|7:3 //5"])
  }

  @Test func problemsKeepTheirPlaces() throws {
    let dialect = CSVDialect(delimiter: .semicolon, commentPrefix: "#", preambleLines: 1)
    let problems = try problems("source\n# c\na;b\n#\n1;2\n1,2\n1;x\n", dialect)
    #expect(
      problems.map(\.description.firstLine) == [
        "x.csv:6: error: the row has 1 field, the header 2 [field-count]",
        "x.csv:7:3: error: b `x` is not a number [not-a-number]",
      ])
    #expect(problems[0].hint == "put quotes around a value that holds a semicolon")
  }

  @Test func aPreambleLongerThanTheFileLeavesItEmpty() throws {
    #expect(try problems("a,b\n1,2\n", CSVDialect(preambleLines: 9)).map(\.code) == ["empty-file"])
  }

  @Test(arguments: [("a;b\n1;2\n", "a semicolon"), ("a\tb\n1\t2\n", "a tab")])
  func anUndeclaredDelimiterIsNamed(text: String, name: String) throws {
    let hints = try problems(text, CSVDialect()).compactMap(\.hint)
    #expect(hints.allSatisfy { $0.contains("separated by \(name)") } && hints.count == 2)
  }

  private func problems(_ text: String, _ dialect: CSVDialect) throws -> [Problem] {
    do {
      _ = try rows(text, dialect)
      return []
    } catch let error as FileError {
      return error.problems
    }
  }

  /// Columns `a` and `b` of every row with their places; `b` must be a number in a row that has `1`.
  private func rows(_ text: String, _ dialect: CSVDialect) throws -> [String] {
    var found: [String] = []
    try withFile(text.utf8) { path in
      _ = try readCSV(path, named: "x.csv", dialect: dialect, columns: ["a", "b"]) {
        row, problems in
        if row.text(1) == "x", row.text(0) == "1" { _ = row.number(1, problems: &problems) }
        found.append(
          (0..<2).map { "\(row.place($0).description.dropFirst(6)) \(row.text($0))" }
            .joined(separator: "|"))
      }
    }
    return found
  }
}

extension String {
  fileprivate var firstLine: String { String(prefix { $0 != "\n" }) }
}
