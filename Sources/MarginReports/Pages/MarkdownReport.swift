import MarginReplay

/// The report as Markdown: verdicts first, then every table and note, without charts.
public func markdownReport(_ input: ReportInput) -> String {
  let verdicts = input.verdicts.map { verdict in
    let model = Markup.markdown(verdict.account.model)
    return "- **\(model)**: \(Markup.markdown(verdict.body))."
  }
  let title = "# \(Markup.markdown(input.title))"
  let question = input.question.map { ["> \(Markup.markdown($0))"] } ?? []
  let span = Markup.markdown(ReportSpan(input).text)
  let sections = MarkdownSections(input).texts
  let blocks = [verdicts.joined(separator: "\n"), title] + question + [span] + sections
  return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
}

/// The sections of the Markdown report.
struct MarkdownSections {
  let texts: [String]

  init(_ input: ReportInput) {
    texts = ReportSections(input).all.compactMap(Self.text)
  }

  /// A section, `nil` when all it holds is charts.
  private static func text(_ section: Section) -> String? {
    let blocks = section.blocks.compactMap(block)
    guard !blocks.isEmpty else { return nil }
    return (["## \(section.title)"] + blocks).joined(separator: "\n\n")
  }

  private static func block(_ block: Section.Block) -> String? {
    switch block {
    case .paragraph(let text): Markup.markdown(text)
    case .list(let items): items.map { "- \(Markup.markdown($0))" }.joined(separator: "\n")
    case .table(let table): table.markdown
    case .folded(let title, let table): "### \(title)\n\n\(table.markdown)"
    case .figure: nil
    }
  }
}
