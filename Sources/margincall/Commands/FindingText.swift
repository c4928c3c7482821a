import MarginCore
import MarginFiles

extension Finding {
  /// The problems as shown: errors up to twenty, five of each other code, and how many more there are.
  var problemLines: [String] {
    let errors = report.problems.filter { $0.severity == .error }
    let hidden = errors.count > 20 ? ["\(file): … and \(errors.count - 20) more problems"] : []
    return shown(errors.prefix(20)) + hidden + milder
  }

  /// Each with its hint, unless the one before has told it.
  private func shown(_ errors: ArraySlice<Problem>) -> [String] {
    let before: [Problem?] = [nil] + errors.map(Optional.some)
    return zip(errors, before).map { $0.hint == $1?.hint ? headline($0) : $0.description }
  }

  private var milder: [String] {
    report.counts.filter { $0.severity != .error }.flatMap { count -> [String] in
      let all = report.problems.filter { $0.code == count.code && $0.severity == count.severity }
      let more = count.count - min(5, all.count)
      return all.prefix(1).map(\.description) + all.prefix(5).dropFirst().map(headline)
        + (more > 0 ? ["\(file): … and \(more) more of [\(count.code)]"] : [])
    }
  }

  /// A problem without its hint, which the first of its code has told.
  private func headline(_ problem: Problem) -> String {
    "\(problem.place): \(problem.severity.rawValue): \(problem.message) [\(problem.code)]"
  }

  /// Whether some hint shows a key of a layout.
  var hasHintsOfKeys: Bool {
    report.problems.contains { $0.hint?.contains("  ") == true && $0.place.line != nil }
      && !["yaml", "yml"].contains { file.hasSuffix(".\($0)") }
  }

  /// One line: what the file holds, and how many problems it has.
  var conclusion: String {
    let parts = [problemCount] + (report.summary.map(words) ?? [])
    return "\(file): \(parts.joined(separator: "; "))"
  }

  private var problemCount: String {
    let counts = [Problem.Severity.error, .warning, .note].compactMap { severity -> String? in
      let number = report.counts.filter { $0.severity == severity }.reduce(0) { $0 + $1.count }
      return number == 0 ? nil : "\(number) \(severity.rawValue)\(number == 1 ? "" : "s")"
    }
    return counts.isEmpty ? "no problems" : counts.joined(separator: ", ")
  }

  private func words(_ summary: SeriesSummary) -> [String] {
    let rows = "\(summary.rows) \(summary.rows == 1 ? "row" : "rows") of \(summary.kind.rawValue)"
    let step = summary.step.map { "step \(stepText($0))" }
    let calendar = summary.calendar.map { "expected \($0)" }
    return [rows, "\(summary.first) to \(summary.last)", step, calendar].compactMap(\.self)
      + summary.changes
  }

  var json: JSONValue {
    .object([
      ("file", .string(file)), ("problems", .array(report.problems.map(value))),
      ("counts", .array(report.counts.map(value))),
      ("summary", report.summary.map(value) ?? .null),
    ])
  }

  private func value(_ problem: Problem) -> JSONValue {
    .object([
      ("severity", .string(problem.severity.rawValue)),
      ("line", problem.place.line.map(JSONValue.integer) ?? .null),
      ("column", problem.place.column.map(JSONValue.integer) ?? .null),
      ("code", .string(problem.code)), ("message", .string(problem.message)),
      ("hint", problem.hint.map(JSONValue.string) ?? .null),
    ])
  }

  private func value(_ count: SeriesReport.Count) -> JSONValue {
    .object([
      ("code", .string(count.code)), ("severity", .string(count.severity.rawValue)),
      ("count", .integer(count.count)),
    ])
  }

  private func value(_ summary: SeriesSummary) -> JSONValue {
    .object([
      ("kind", .string(summary.kind.rawValue)), ("rows", .integer(summary.rows)),
      ("from", .string(summary.first.description)), ("to", .string(summary.last.description)),
      ("step", summary.step.map { .string(stepText($0)) } ?? .null),
      ("calendar", summary.calendar.map(JSONValue.string) ?? .null),
      ("changes", .array(summary.changes.map(JSONValue.string))),
    ])
  }
}
