/// One section of the report, before it is written as HTML or Markdown.
struct Section {
  /// The anchor and the heading.
  var id: String
  var title: String
  /// What it holds, in reading order.
  var blocks: [Block]

  /// A piece of a section.
  enum Block {
    case paragraph(String)
    case list([String])
    case table(ReportTable)
    /// A table that only the full report shows, folded.
    case folded(String, ReportTable)
    case figure(Figure)
  }
}

/// What a report says, section by section.
struct ReportSections {
  let input: ReportInput
  let figures: ReportFigures

  init(_ input: ReportInput) {
    (self.input, figures) = (input, ReportFigures(input))
  }

  /// Every section that has something to say.
  var all: [Section] {
    ([keyFigures] + history
      + [
        path, moves, requirements, greeks, costs, drag, attribution, rebalancing, calls,
        liquidations,
      ])
      .filter { !$0.blocks.isEmpty } + [waterfall, checks].filter { !$0.blocks.isEmpty } + [method]
  }

  private var keyFigures: Section {
    let tables = MetricTables(input: input)
    let all = tables.all
    let folded = Section.Block.folded("All \(Words.counted(all.rows.count, "metric"))", all)
    let blocks = [Section.Block.table(tables.headline), folded]
    return Section(id: "key", title: "Key figures", blocks: all.rows.isEmpty ? [] : blocks)
  }

  private var path: Section {
    Section(id: "path", title: "The path", blocks: figures.path.map { .figure($0) })
  }

  private var moves: Section {
    let blocks = input.largestMoves.flatMap { move -> [Section.Block] in
      let table = MoveTable(input: input, move: move)
      return [.paragraph("\(move.sentence) \(table.sentence)"), .table(table.table)]
    }
    return Section(id: "move", title: "The largest move", blocks: blocks)
  }

  private var requirements: Section {
    Section(
      id: "requirements", title: "Requirement against equity",
      blocks: figures.requirements.map { .figure($0) })
  }

  private var greeks: Section {
    Section(id: "greeks", title: "Greeks", blocks: [.figure(figures.greeks)])
  }

  private var costs: Section {
    Section(id: "costs", title: "Costs", blocks: [.figure(figures.costs)])
  }

  private var attribution: Section {
    let table = AttributionTable(input: input).table
    return Section(
      id: "attribution", title: "Profit by cause",
      blocks: figures.attribution.map { .figure($0) }
        + [.paragraph("Sums over the whole run, in \(input.currency):"), .table(table)])
  }
}
