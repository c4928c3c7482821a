import MarginCore
import MarginReplay
import MarginReports
import Testing

@Suite struct ReportTests {
  let input = SampleRun().input

  @Test func theVerdictIsTheFirstVisibleLine() throws {
    let body = try #require(htmlReport(input).text(after: "<body>"))
    let verdict = try #require(body.text(after: "<p"))
    #expect(!body.prefix(body.count - verdict.count - 2).contains("<h1"))
    #expect(verdict.hasPrefix(" class=\"verdict m0\"><strong>calm</strong>: "))
  }

  @Test func everySectionIsThere() {
    let html = htmlReport(input)
    let ids = [
      "key", "path", "move", "requirements", "greeks", "costs", "attribution", "calls",
      "liquidations", "waterfall", "checks", "method",
    ]
    for id in ids { #expect(html.contains("<section id=\"\(id)\">"), "\(id)") }
    #expect(html.contains("1 of 2 checks failed: calls(tight) == 0"))
    #expect(html.contains("SPAN, TIMS and venue names belong to their owners"))
    #expect(html.contains("21-day realised, floor 10 %."))
  }

  /// Of the sample only the account under `calm` is never closed by force.
  @Test func costsNobodyHadHaveNoPlaceInTheLegend() {
    let costs = charts(input).filter { $0.name.hasPrefix("costs-") }
    #expect(costs.map { $0.svg.contains(">liquidation<") } == [false, true, true])
  }

  @Test func nothingIsFetchedOrRun() {
    let html = htmlReport(input)
    let outside = html.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
    for word in ["http:", "https:", "<script", "url(", "@import", " src=", "<link"] {
      #expect(!outside.contains(word), "\(word)")
    }
  }

  @Test func userTextIsEscapedEverywhere() {
    var hostile = input
    (hostile.title, hostile.question) = ("<b>&\"t\"", "<i>?")
    hostile.notes = ["<u>note"]
    hostile.checks = [CheckOutcome(text: "a < b && <s>", passed: false)]
    let log = AccountLog(model: "<m>\"")
    hostile.outline = RunOutline(
      RunResult(
        times: [], market: [ObservedPath(name: "<x>", spot: [], volatility: [])], accounts: [log]))
    let pages = [htmlReport(hostile)] + charts(hostile).map(\.svg)
    for tag in ["<b>", "<i>", "<u>", "<s>", "<m>", "<x>"] {
      #expect(!pages.contains { $0.contains(tag) }, "\(tag)")
    }
  }

  @Test func equalInputsGiveEqualBytes() {
    let again = SampleRun().input
    #expect(htmlReport(input) == htmlReport(again))
    #expect(markdownReport(input) == markdownReport(again))
    #expect(textSummary(input, color: true) == textSummary(again, color: true))
    #expect(charts(input).map(\.svg) == charts(again).map(\.svg))
  }

  @Test func markdownHasVerdictsAndTablesButNoCharts() {
    let text = markdownReport(input)
    #expect(text.hasPrefix("- **calm**: survived without a margin call;"))
    #expect(text.contains("\n# black-monday\n"))
    #expect(text.contains("| peak initial margin, USD | 420,000 | 1,260,000 | 1,260,000 |"))
    #expect(text.contains("(-20.47 %)"))
    #expect(!text.contains("<svg"))
  }

  @Test func newMetricsNeedNoChange() {
    var extended = input
    let metrics = [
      Metric("brand_new", .number(0.125), .ratio), Metric("odd_count", .number(7), .count),
    ]
    extended.summaries = input.summaries.map {
      AccountSummary(model: $0.model, metrics: $0.metrics + metrics)
    }
    let text = markdownReport(extended)
    #expect(text.contains("| brand new | 12.50 % | 12.50 % | 12.50 % |"))
    #expect(text.contains("| odd count | 7 | 7 | 7 |"))
  }
}

extension String {
  /// The text after the first occurrence of `mark`.
  func text(after mark: String) -> Substring? {
    firstRange(of: mark).map { self[$0.upperBound...] }
  }
}

extension Substring {
  func text(after mark: String) -> Substring? {
    firstRange(of: mark).map { self[$0.upperBound...] }
  }
}
