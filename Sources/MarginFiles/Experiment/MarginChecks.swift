internal import MarginCore

/// Checks of the margin models that an experiment names.
struct MarginChecks {
  let settings: Record
  private let plain: ModelCatalogue
  /// The catalogue with the models that the experiment derives.
  private let catalogue: ModelCatalogue

  init(settings: Record, catalogue: ModelCatalogue) {
    self.settings = settings
    plain = catalogue
    let margin = settings["margin"]?.record ?? Record()
    let parameters = margin["parameters"]?.record?.entries ?? []
    self.catalogue = catalogue.deriving(
      DerivedModel.declared(in: margin),
      parameters: Dictionary(
        parameters.map { ($0.name, $0.value.numbers) }, uniquingKeysWith: { first, _ in first }))
  }

  var problems: [Problem] {
    let (governing, shadow) = (names("models"), names("shadow"))
    let transforms = TransformChecks(
      margin: margin, catalogue: plain, used: (governing + shadow).compactMap(\.text))
    return unknown(governing + shadow) + repeated(governing) + repeated(shadow) + parameters
      + transforms.problems + unsupported(governing + shadow)
  }

  private var margin: Record { settings["margin"]?.record ?? Record() }

  private func names(_ key: String) -> [Setting] { margin[key]?.list ?? [] }

  private func unknown(_ names: [Setting]) -> [Problem] {
    names.compactMap { name in
      guard let id = name.text, !catalogue.ids.contains(id) else { return nil }
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
      if catalogue.derived.contains(where: { $0.id == entry.name }) { return [ofTransform(entry)] }
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

  private func ofTransform(_ entry: Record.Entry) -> Problem {
    Problem(
      at: entry.value.place, "`\(shown(entry.name))` is a transform and has no parameters here",
      code: "unused-key",
      hint: "write them under  transforms: {\(shown(entry.name)): {parameters: …}}")
  }

  /// Parameters of a model that the experiment does not compute.
  private func unused(_ entry: Record.Entry) -> [Problem] {
    let named = (names("models") + names("shadow")).compactMap(\.text)
    let derived = catalogue.derived.flatMap { [$0.base] + $0.references }
    guard !(named + derived).contains(entry.name) else { return [] }
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
    let ids = names.compactMap(\.text)
    let future = FutureContract(underlying: 0, expiry: Timestamp(microseconds: 0))
    return refused(
      .future(future), by: ids, called: "futures", at: places("future"), "hedge with spot")
      + refused(
        .spot(underlying: 0), by: ids, called: "spot", at: places("spot"), "do not hedge in it")
  }

  /// The first model that has no rule for an instrument the experiment asks for.
  private func refused(
    _ instrument: Instrument, by ids: [String], called name: String, at places: [Place],
    _ remedy: String
  ) -> [Problem] {
    let refusing = ids.first { id in
      (try? catalogue.model(id)).map { !$0.covers(instrument) } ?? false
    }
    guard let refusing else { return [] }
    return places.map {
      Problem(
        at: $0, "\(shown(refusing)) does not margin \(name)", code: "unsupported-instrument",
        hint: "\(remedy), or leave \(shown(refusing)) out of this experiment")
    }
  }

  /// Where the experiment asks for a `future` or for `spot`, to hedge or to hold.
  private func places(_ kind: String) -> [Place] {
    let hedging = settings["hedging"]?.record
    let vehicle = hedging?["policy"]?.text == "none" ? nil : hedging?["vehicle"]
    let positions = settings["portfolio"]?.record?["positions"]?.list ?? []
    let names = kind == "future" ? ["future", "perpetual"] : [kind]
    return (names.contains(vehicle?.text ?? "") ? vehicle.map { [$0.place] } ?? [] : [])
      + positions.compactMap { position in
        names.lazy.compactMap { position.record?[$0]?.place }.first
      }
  }
}
