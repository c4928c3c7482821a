internal import MarginCore

/// Checks of the margin models that an experiment names.
struct MarginChecks {
  let settings: Record
  let catalogue: ModelCatalogue

  var problems: [Problem] {
    let (governing, shadow) = (names("models"), names("shadow"))
    return unknown(governing + shadow) + repeated(governing) + repeated(shadow) + parameters
      + unsupported(governing + shadow)
  }

  private var margin: Record { settings["margin"]?.record ?? Record() }

  private func names(_ key: String) -> [Setting] { margin[key]?.list ?? [] }

  private func unknown(_ names: [Setting]) -> [Problem] {
    names.compactMap { name in
      guard let id = name.text, catalogue[id] == nil else { return nil }
      return CatalogueError.unknownModel(id, known: catalogue.ids).problem(at: name.place)
    }
  }

  private func repeated(_ names: [Setting]) -> [Problem] {
    names.indices.filter { names[..<$0].contains(names[$0]) }.map {
      Problem(
        at: names[$0].place, "model `\(shown(names[$0].text ?? ""))` is named twice",
        code: "repeated-model", hint: "remove one of the two")
    }
  }

  private var parameters: [Problem] {
    (margin["parameters"]?.record?.entries ?? []).flatMap { entry -> [Problem] in
      guard let model = catalogue[entry.name] else {
        return [
          CatalogueError.unknownModel(entry.name, known: catalogue.ids)
            .problem(at: entry.value.place)
        ]
      }
      let values = entry.value.record?.entries ?? []
      return values.compactMap { problem(of: $0, in: model) } + unused(entry)
    }
  }

  /// Parameters of a model that the experiment does not compute.
  private func unused(_ entry: Record.Entry) -> [Problem] {
    guard !(names("models") + names("shadow")).contains(where: { $0.text == entry.name }) else {
      return []
    }
    return [
      Problem(
        at: entry.value.place, "parameters of `\(shown(entry.name))` have no effect",
        code: "unused-key",
        hint: "name \(shown(entry.name)) under models or shadow, or leave them out")
    ]
  }

  private func problem(of parameter: Record.Entry, in model: ModelEntry) -> Problem? {
    guard let value = parameter.value.number else { return nil }
    return model.fault(of: parameter.name, value)?.problem(at: parameter.value.place)
  }

  private func unsupported(_ names: [Setting]) -> [Problem] {
    let future = Instrument.future(
      FutureContract(underlying: 0, expiry: Timestamp(microseconds: 0)))
    return names.compactMap(\.text).filter { id in
      (try? catalogue.model(id)).map { !$0.covers(future) } ?? false
    }.prefix(1).flatMap { id in
      futures.map {
        Problem(
          at: $0, "\(shown(id)) does not margin futures", code: "unsupported-instrument",
          hint: "hedge with spot, or leave \(shown(id)) out of this experiment")
      }
    }
  }

  /// Where the experiment asks for a future.
  private var futures: [Place] {
    let vehicle = settings["hedging"]?.record?["vehicle"]
    let positions = settings["portfolio"]?.record?["positions"]?.list ?? []
    return (vehicle?.text == "future" ? vehicle.map { [$0.place] } ?? [] : [])
      + positions.compactMap { ($0.record?["future"] ?? $0.record?["perpetual"])?.place }
  }
}
