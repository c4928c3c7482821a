internal import MarginCore
internal import MarginReplay

extension Crisis {
  /// The crisis that checked settings describe, with its experiment found from `folder`.
  init(_ settings: Record, in folder: String) throws(MissingSetting) {
    name = try settings.required("name", \.text)
    title = try settings.required("title", \.text)
    summary = try settings.required("summary", \.text)
    from = try settings.required("from", \.day)
    to = try settings.required("to", \.day)
    experiment = joined(folder, try settings.required("experiment", \.text))
    series = try settings.required("series", \.record).entries.map {
      Series(underlying: $0.name, holds: $0.value.text ?? "")
    }
    files = try settings.required("bring", \.record).entries.map(BroughtFile.init)
    modelled = try settings.required("modelled", \.texts)
    statements = try Self.statements(settings)
  }

  private static func statements(_ settings: Record) throws(MissingSetting) -> [Statement] {
    let sources = try settings.required("sources", \.record)
    var statements: [Statement] = []
    let kinds: [(String, FactOutcome.Kind)] = [
      ("facts", .fact), ("expect", .expectation), ("context", .context),
    ]
    for (key, kind) in kinds {
      for fields in try settings.required(key, \.list).compactMap(\.record) {
        statements.append(try Statement(kind, fields, sources))
      }
    }
    return statements
  }
}

extension Crisis.BroughtFile {
  fileprivate init(_ entry: Record.Entry) {
    let fields = entry.value.record ?? Record()
    (name, place) = (entry.name, entry.value.place)
    holds = fields["holds"]?.text ?? ""
    layout = fields["layout"]?.text ?? ""
    obtain = fields["obtain"]?.text ?? ""
    isOptional = fields["optional"]?.flag ?? false
    settings = fields["set"]?.texts ?? []
  }
}

extension Crisis.Statement {
  fileprivate init(
    _ kind: FactOutcome.Kind, _ fields: Record, _ sources: Record
  ) throws(MissingSetting) {
    self.kind = kind
    text = try fields.required("text", \.text)
    date = fields["date"]?.day
    source = fields["source"]?.text.flatMap { sources[$0]?.text }
    check = fields["check"]?.text.flatMap(FactCheck.init)
    (needs, unchecked) = (fields["needs"]?.text, fields["unchecked"]?.text)
  }
}
