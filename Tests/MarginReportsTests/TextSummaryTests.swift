import MarginReports
import Testing

@Suite struct TextSummaryTests {
  let input = SampleRun().input

  @Test func linesFitATerminal() {
    let lines = textSummary(input, color: false).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.first?.hasPrefix("calm: survived") == true)
    #expect(lines.last == "check failed: calls(tight) == 0")
  }

  @Test func figuresStandSideBySide() {
    let text = textSummary(input, color: false)
    #expect(text.contains("peak requirement       420,000 USD  1,260,000 USD  1,260,000 USD\n"))
    #expect(text.contains("gamma / theta profit  -512k / 257k   -512k / 257k   -512k / 257k\n"))
    #expect(text.contains("efficiency vs Reg T              –              –              –\n"))
  }

  @Test func colourOnlyWhenAsked() {
    let (plain, coloured) = (textSummary(input, color: false), textSummary(input, color: true))
    #expect(!plain.contains("\u{1B}"))
    #expect(coloured.hasPrefix("\u{1B}[32mcalm\u{1B}[0m: survived"))
    #expect(coloured.contains("\u{1B}[31mtight\u{1B}[0m: called"))
  }
}
