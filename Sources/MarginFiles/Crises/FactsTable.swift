internal import MarginCore
public import MarginReplay

/// `facts.csv`: what became of every statement on a crisis, one a row.
public func factsFile(_ outcomes: [FactOutcome]) -> ReportFile {
  var table = TableWriter(columns: [
    "kind", "date", "text", "source", "check", "found", "outcome", "reason",
  ])
  for outcome in outcomes {
    table.text(outcome.kind.rawValue)
    table.text(outcome.date?.description ?? "")
    table.text(outcome.text)
    table.text(outcome.source ?? "")
    table.text(outcome.check ?? "")
    table.number(outcome.found)
    table.text(outcome.verdict.rawValue)
    table.text(outcome.reason ?? "")
    table.endRow()
  }
  return ReportFile(path: "facts.csv", bytes: table.bytes)
}

/// The same for programs, with the names of `facts.csv`.
public func factsJSON(_ outcomes: [FactOutcome]) -> JSONValue {
  .array(
    outcomes.map {
      .object([
        ("kind", .string($0.kind.rawValue)), ("date", text($0.date?.description)),
        ("text", .string($0.text)), ("source", text($0.source)), ("check", text($0.check)),
        ("found", $0.found.map(JSONValue.number) ?? .null),
        ("outcome", .string($0.verdict.rawValue)), ("reason", text($0.reason)),
      ])
    })
}

private func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
