import Testing

@testable import MarginReports

@Suite struct MarkupTests {
  @Test func markupIsEscaped() {
    let text = Markup.escaped("<script>alert(\"a & b\")</script> 'x'")
    #expect(
      text == "&lt;script&gt;alert(&quot;a &amp; b&quot;)&lt;/script&gt; &#39;x&#39;")
    #expect(Markup.escaped("a\u{0}b\u{1B}c") == "a b c")
  }

  @Test func elementsEscapeAttributes() {
    #expect(Markup.element("g", ["id": "\"<"], "x") == "<g id=\"&quot;&lt;\">x</g>")
    #expect(Markup.element("path", ["d": "M0 0"]) == "<path d=\"M0 0\"/>")
  }

  @Test func markdownCellsStayInTheirCell() {
    #expect(Markup.markdown("a|b\nc*d") == "a\\|b c\\*d")
  }

  @Test func terminalTextHasNoEscapes() {
    #expect(Markup.terminal("\u{1B}[31mred") == " [31mred")
  }

  @Test func fileNamesAreSafe() {
    #expect("../BTC/USD é".fileName == "---BTC-USD--")
  }

  @Test func textTablesAlign() {
    let table = ReportTable(
      columns: [.words(""), .numbers("a"), .numbers("long")],
      rows: [["x", "1", "2"], ["yy", "1,000", "3"]])
    #expect(table.text(width: 80) == ["        a  long", "x       1     2", "yy  1,000     3"])
    #expect(table.text(width: 80).count == 3)
    #expect(table.markdown.hasPrefix("|  | a | long |\n| --- | ---: | ---: |\n| x | 1 | 2 |"))
  }

  @Test func longTablesSayWhatTheyLeaveOut() {
    let rows = (0..<5).map { [String($0)] }
    let table = ReportTable(columns: [.words("n")], rows: rows).limited(to: 2)
    #expect(table.rows.count == 2)
    #expect(table.html.contains("3 more rows in the CSV files"))
  }
}
