import MarginReplay

/// The report as one HTML file that needs no network and no script, light and dark.
///
/// Its first visible line is the verdict of the first model. Every line is thinned to at most 800
/// points that keep its extremes, so that long runs stay small.
public func htmlReport(_ input: ReportInput) -> String {
  let sections = ReportSections(input).all
  let page = HTMLPage(input: input, sections: sections)
  return """
    <!DOCTYPE html>
    <html lang="en">
    \(page.head)
    <body>
    <main>
    \(page.header)
    \(sections.map(HTMLPage.section).joined(separator: "\n"))
    </main>
    </body>
    </html>

    """
}

/// The parts of the HTML report.
struct HTMLPage {
  let input: ReportInput
  let sections: [Section]

  var head: String {
    """
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(Markup.escaped(input.title))</title>
    <style>
    \(ChartStyle.css)
    \(HTMLStyle.css)
    </style>
    </head>
    """
  }

  /// Verdicts first, then what was asked.
  var header: String {
    let question = input.question.map {
      Markup.element("p", ["class": "question"], Markup.escaped($0))
    }
    return """
      <header>
      <div class="verdicts">
      \(verdicts)
      </div>
      <h1>\(Markup.escaped(input.title))</h1>
      \(question ?? "")
      <p class="small">\(Markup.escaped(ReportSpan(input).text))</p>
      \(failedChecks)\(failedFacts)
      <nav>\(sections.map { "<a href=\"#\($0.id)\">\(Markup.escaped($0.title))</a>" }.joined(separator: " "))</nav>
      </header>
      """
  }

  private var verdicts: String {
    input.verdicts.enumerated().map { index, verdict in
      let model = Markup.element(
        "strong", [:], Markup.escaped(verdict.account.model))
      let fate = Markup.element(
        "span", ["class": "fate \(verdict.severity.rawValue)"], Markup.escaped(verdict.fate))
      let rest = Markup.escaped(String(verdict.body.dropFirst(verdict.fate.count)))
      return "<p class=\"verdict \(ChartStyle.model(index))\">\(model): \(fate)\(rest).</p>"
    }.joined(separator: "\n")
  }

  private var failedChecks: String {
    let failed = input.checks.filter { !$0.passed }
    guard !failed.isEmpty else { return "" }
    let text = "\(failed.count) of \(Words.counted(input.checks.count, "check")) failed: "
    let names = Words.listed(failed.map(\.text))
    return Markup.element("p", ["class": "failed"], Markup.escaped(text + names))
  }

  private var failedFacts: String {
    let failed = input.facts.filter { $0.verdict == .notReproduced }
    return failed.map {
      Markup.element("p", ["class": "failed"], Markup.escaped(FactText.line($0)))
    }.joined(separator: "\n")
  }
}

/// What was replayed, in one line.
struct ReportSpan {
  let text: String

  init(_ input: ReportInput) {
    let outline = input.outline
    let span = outline.span.map { "\(Words.moment($0.first)) to \(Words.moment($0.last))" }
    let counts = [
      Words.counted(outline.count, "step"), Words.counted(outline.market.count, "underlying"),
      Words.counted(outline.accounts.count, "model"), "amounts in \(input.currency)",
    ]
    text = ((span.map { [$0] } ?? []) + counts).joined(separator: " · ")
  }
}
