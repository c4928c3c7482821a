extension HTMLPage {
  /// A section with its heading.
  static func section(_ section: Section) -> String {
    let heading = Markup.element("h2", [:], Markup.escaped(section.title))
    let body = section.blocks.map(block).joined(separator: "\n")
    return Markup.element("section", ["id": section.id], "\n\(heading)\n\(body)\n")
  }

  private static func block(_ block: Section.Block) -> String {
    switch block {
    case .paragraph(let text): Markup.element("p", [:], Markup.escaped(text))
    case .list(let items): Markup.element("ul", [:], items.map(item).joined(separator: "\n"))
    case .table(let table): table.html
    case .folded(let summary, let table): folded(summary, table)
    case .figure(let figure): self.figure(figure)
    }
  }

  private static func item(_ text: String) -> String {
    Markup.element("li", [:], Markup.escaped(text))
  }

  private static func folded(_ summary: String, _ table: ReportTable) -> String {
    let label = Markup.element("summary", [:], Markup.escaped(summary))
    return Markup.element("details", [:], label + table.html)
  }

  private static func figure(_ figure: Figure) -> String {
    let isSmall = figure.charts.contains { $0.size.width < Chart.Size.wide.width }
    let caption = Markup.element("figcaption", [:], Markup.escaped(figure.caption))
    let charts = figure.charts.map(\.inlineSVG).joined(separator: "\n")
    let grid = Markup.element("div", ["class": isSmall ? "pair" : "one"], "\n\(charts)\n")
    return Markup.element("figure", [:], grid + caption)
  }
}
