import MarginCore
import MarginReplay
import Testing

@testable import MarginReports

/// What readers see of the statements on a crisis.
@Suite struct FactTextTests {
  private let facts = [
    FactOutcome(
      .fact, "It fell.", date: CalendarDay(iso: "1987-10-19"), source: "A", check: "c",
      found: -0.25,
      .reproduced),
    FactOutcome(.fact, "It rose.", source: "B", check: "x == 1", found: 1234.5, .notReproduced),
    FactOutcome(.fact, "It was loud.", source: "A", .notCheckable, reason: "no ears"),
    FactOutcome(.expectation, "Calls.", check: "calls(span) >= 1", found: 2, .reproduced),
    FactOutcome(.context, "They met.", source: "B", .notCheckable, reason: "not a matter"),
  ]

  @Test func theTerminalGetsMarksCountsAndWhatWasFound() {
    #expect(
      textFacts(facts) == """
        Facts: 1 reproduced, 1 not reproduced and 1 not checkable here.
          ✓ 1987-10-19: It fell. (found -0.25)
          ✗ It rose. (not reproduced: found 1,234.5, not x == 1)
          – It was loud. (not checkable here: no ears)

        Expected of the replay: 1 reproduced, 0 not reproduced and 0 not checkable here.
          ✓ Calls. (found 2)

        """)
  }

  @Test func theReportGetsEverythingWithItsSources() {
    var input = SampleRun().input
    #expect(!htmlReport(input).contains("What happened"))
    input.facts = facts
    let page = markdownReport(input)
    for part in [
      "## What happened\n\nFacts: 1 reproduced", "- ✓ 1987-10-19: It fell. (found -0.25) \\[1\\]",
      "## What the replay should show", "## Context, not checked\n\n- · They met. \\[2\\]",
      "## Sources\n\n- \\[1\\] A\n- \\[2\\] B",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(htmlReport(input).contains("<p class=\"failed\">✗ It rose."))
  }

  @Test func linesFoldAndControlCharactersGo() {
    let long = FactOutcome(
      .fact, String(repeating: "word ", count: 60) + "\u{1B}[31m", .notCheckable, reason: "r")
    let text = textFacts([long])
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(!text.contains("\u{1B}"))
  }
}
