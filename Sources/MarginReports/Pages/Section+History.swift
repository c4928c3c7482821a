import MarginReplay

extension ReportSections {
  /// What happened in the crisis that was replayed, and what the run shows of it.
  var history: [Section] {
    let text = FactText(facts: input.facts)
    return FactOutcome.Kind.allCases.map { kind in
      let facts = input.facts.filter { $0.kind == kind }
      let lines = Section.Block.list(facts.map { text.line($0) })
      let counts = text.counts(of: kind).map { [Section.Block.paragraph($0)] } ?? []
      return Section(
        id: kind.rawValue, title: kind.title, blocks: facts.isEmpty ? [] : counts + [lines])
    } + [sources(text)]
  }

  private func sources(_ text: FactText) -> Section {
    let lines = text.sources.enumerated().map { "[\($0.offset + 1)] \($0.element)" }
    return Section(id: "sources", title: "Sources", blocks: lines.isEmpty ? [] : [.list(lines)])
  }
}

extension FactOutcome.Kind {
  /// The heading of its section.
  fileprivate var title: String {
    switch self {
    case .fact: "What happened"
    case .expectation: "What the replay should show"
    case .context: "Context, not checked"
    }
  }
}
