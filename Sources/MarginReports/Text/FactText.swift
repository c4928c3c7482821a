public import MarginReplay

/// Statements on a crisis beside what the run made of them, in lines for people.
struct FactText {
  let facts: [FactOutcome]

  /// The sources, each once, in the order of the statements.
  var sources: [String] {
    facts.compactMap(\.source).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// How many statements of a kind came out how; `nil` where there is nothing to count.
  func counts(of kind: FactOutcome.Kind) -> String? {
    let group = facts.filter { $0.kind == kind }
    guard kind != .context, !group.isEmpty else { return nil }
    let counts = FactOutcome.Verdict.allCases.map { verdict in
      "\(group.count { $0.verdict == verdict }) \(verdict.rawValue)"
    }
    return "\(kind == .fact ? "Facts" : "Expected of the replay"): \(Words.listed(counts))."
  }

  /// One statement: mark, date, sentence, what was found, and the number of its source.
  func line(_ fact: FactOutcome) -> String {
    let number = fact.source.flatMap { sources.firstIndex(of: $0) }
    return Self.line(fact) + (number.map { " [\($0 + 1)]" } ?? "")
  }

  /// The same without its source.
  static func line(_ fact: FactOutcome) -> String {
    let date = fact.date.map { "\($0):" }
    return [mark(fact), date, fact.text, finding(fact)].compactMap(\.self).joined(separator: " ")
  }

  private static func mark(_ fact: FactOutcome) -> String {
    switch fact.verdict {
    case .reproduced: "✓"
    case .notReproduced: "✗"
    case .notCheckable: fact.kind == .context ? "·" : "–"
    }
  }

  private static func finding(_ fact: FactOutcome) -> String? {
    if fact.kind == .context { return nil }
    if let reason = fact.reason { return "(\(fact.verdict.rawValue): \(reason))" }
    let found = fact.found.map(number) ?? NumberText.missing
    return fact.verdict == .reproduced
      ? "(found \(found))" : "(\(fact.verdict.rawValue): found \(found), not \(fact.check ?? ""))"
  }

  private static func number(_ value: Double) -> String {
    NumberText.trimmed(NumberText.fixed(value, abs(value) >= 1000 ? 2 : 6))
  }
}

/// What a run prints of the statements on its crisis, in lines of at most 100 characters; the
/// sources and the context are in the report.
public func textFacts(_ facts: [FactOutcome]) -> String {
  let text = FactText(facts: facts)
  let blocks = FactOutcome.Kind.allCases.compactMap { kind in
    text.counts(of: kind).map { sentence in
      let lines = facts.filter { $0.kind == kind }.flatMap { fact in
        TextVerdict.folded(Markup.terminal(FactText.line(fact)), width: 96)
      }
      return ([sentence] + lines.map { "  " + $0 }).joined(separator: "\n")
    }
  }
  return blocks.joined(separator: "\n\n") + "\n"
}
