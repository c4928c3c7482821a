internal import MarginCore
internal import MarginReplay

/// Checks of a crisis file against itself and the experiment that it names.
struct CrisisChecks {
  let settings: Record
  let experiment: Experiment
  /// The file's name without its extension.
  let stem: String

  /// Every problem.
  var problems: [Problem] { name + days + series + facts + events.compactMap(source(of:)) }

  private var underlyings: [String] { experiment.market.underlyings.map(\.underlying.name) }
  private var files: [String] { settings["bring"]?.record?.entries.map(\.name) ?? [] }

  private var name: [Problem] {
    guard let name = settings["name"], let text = name.text, text != stem else { return [] }
    return [
      Problem(
        at: name.place, "the crisis is called `\(shown(text))`, its file `\(shown(stem))`",
        code: "bad-name", hint: "give both the same name")
    ]
  }

  private var days: [Problem] {
    guard let from = settings["from"]?.time, let to = settings["to"], let end = to.time, from > end
    else { return [] }
    return [
      Problem(
        at: to.place, "to `\(end)` is before from `\(from)`", code: "out-of-range",
        hint: "exchange the two dates")
    ]
  }

  private var series: [Problem] {
    guard let series = settings["series"], let entries = series.record?.entries else { return [] }
    let missing = underlyings.filter { series.record?[$0] == nil }.map {
      Problem(
        at: series.place, "series does not say what stands for `\($0)`", code: "missing-key",
        hint: "add  \($0): …")
    }
    return missing + entries.compactMap { unknown($0.name, at: $0.value.place) }
  }

  private func unknown(_ underlying: String, at place: Place) -> Problem? {
    guard !underlyings.contains(underlying) else { return nil }
    return Problem(
      at: place, "the experiment has no underlying `\(shown(underlying))`",
      code: "unknown-underlying", hint: hint(for: underlying, among: underlyings))
  }

  private func statements(_ key: String) -> [Setting] { settings[key]?.list ?? [] }
  private var events: [Setting] { statements("facts") + statements("context") }
  private var facts: [Problem] {
    statements("facts").compactMap(grounds(of:))
      + (statements("facts") + statements("expect")).flatMap { [need(of: $0), claim(of: $0)] }
      .compactMap(\.self)
  }

  private func source(of event: Setting) -> Problem? {
    let names = settings["sources"]?.record?.entries.map(\.name) ?? []
    guard let source = event.record?["source"], let text = source.text, !names.contains(text)
    else { return nil }
    return Problem(
      at: source.place, "there is no source `\(shown(text))`", code: "unknown-source",
      hint: hint(for: text, among: names))
  }

  /// A fact says either how it is checked or why it cannot be.
  private func grounds(of fact: Setting) -> Problem? {
    guard let fields = fact.record, fields.has("check") == fields.has("unchecked") else {
      return nil
    }
    return Problem(
      at: fact.place, "a fact needs either `check` or `unchecked`",
      code: fields.has("check") ? "unused-key" : "missing-key",
      hint: "say how a run checks it, or why none can")
  }

  private func need(of fact: Setting) -> Problem? {
    guard let need = fact.record?["needs"], let text = need.text, !files.contains(text) else {
      return nil
    }
    return Problem(
      at: need.place, "the crisis has no file `\(shown(text))`", code: "unknown-file",
      hint: hint(for: text, among: files))
  }

  private func claim(of fact: Setting) -> Problem? {
    guard let check = fact.record?["check"], let text = check.text else { return nil }
    guard case .market(_, let underlying, _, _) = FactCheck(text)?.claim else {
      return DeclaredChecks(claims: [check], models: experiment.margin.models).problems.first
    }
    return unknown(underlying, at: check.place)
  }
}
