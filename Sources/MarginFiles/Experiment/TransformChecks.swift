internal import MarginCore

/// Checks of the models that an experiment derives by transforms.
struct TransformChecks {
  let margin: Record
  /// The catalogue without them.
  let catalogue: ModelCatalogue
  /// Models under `models` and `shadow`.
  let used: [String]

  /// Deep enough for every transform twice, and shallow enough to be nested in one call.
  private static let mostSteps = 16

  var problems: [Problem] {
    (margin["transforms"]?.record?.entries ?? []).flatMap { entry -> [Problem] in
      let fields = entry.value.record ?? Record()
      let steps = fields["apply"]?.list ?? []
      return [name(entry), unused(entry), unknown(fields["of"])].compactMap(\.self)
        + parameters(fields) + steps.flatMap(problems(of:)) + length(steps)
    }
  }

  private func name(_ entry: Record.Entry) -> Problem? {
    if catalogue.ids.contains(entry.name) {
      return Problem(
        at: entry.value.place, "transform `\(shown(entry.name))` has the name of a model",
        code: "repeated-model", hint: "choose a name that is not in  margincall models")
    }
    return isKebabCase(entry.name) && entry.name.utf8.count <= 100
      ? nil
      : Problem(
        at: entry.value.place, "`\(shown(entry.name))` is not a name in kebab-case",
        code: "bad-name", hint: "use small letters and digits with single hyphens between them")
  }

  private func unused(_ entry: Record.Entry) -> Problem? {
    used.contains(entry.name)
      ? nil
      : Problem(
        at: entry.value.place, "transform `\(shown(entry.name))` has no effect",
        code: "unused-key", hint: "name it under models or shadow, or leave it out")
  }

  private func unknown(_ name: Setting?) -> Problem? {
    guard let name, let id = name.text, catalogue[id] == nil else { return nil }
    return CatalogueError.unknownModel(id, known: catalogue.entries.map(\.id))
      .problem(at: name.place)
  }

  private func parameters(_ fields: Record) -> [Problem] {
    guard let id = fields["of"]?.text, let model = catalogue[id] else { return [] }
    return (fields["parameters"]?.record?.entries ?? []).compactMap { parameter in
      parameter.value.number.flatMap { model.fault(of: parameter.name, $0) }?
        .problem(at: parameter.value.place)
    }
  }

  private func problems(of step: Setting) -> [Problem] {
    let fields = step.record ?? Record()
    let references = ["floor", "cap", "stressed"].compactMap { unknown(fields[$0]) }
    guard let from = fields["release-from"]?.number, let to = fields["release-to"],
      let end = to.number, end <= from
    else { return references }
    return references + [
      Problem(
        at: to.place, "release-to `\(numberText(end))` is not above release-from",
        code: "out-of-range", hint: "exchange the two, or widen the range")
    ]
  }

  private func length(_ steps: [Setting]) -> [Problem] {
    let limits = steps.filter { $0.record?["speed-limit"] != nil }
    let many = steps.dropFirst(Self.mostSteps).prefix(1).map {
      Problem(
        at: $0.place, "`apply` has \(steps.count) steps", code: "out-of-range",
        hint: "it may have at most \(Self.mostSteps)")
    }
    return many
      + limits.dropFirst().map {
        Problem(
          at: $0.place, "`speed-limit` is applied twice", code: "out-of-range",
          hint: "keep the tighter one")
      }
  }
}
