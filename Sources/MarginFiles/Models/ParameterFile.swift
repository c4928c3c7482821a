internal import MarginCore

/// The keys of a parameter file.
enum ParameterFileSchema {
  static let fields: [Field] = [
    Field("id", .scalar(NameShape()), .required, "name used in experiments"),
    Field(
      "family", .scalar(ChoiceShape(ModelFamily.all.map(\.name))), .required, "the rule in code"),
    Field("title", .scalar(TextShape()), .required, "name in words"),
    Field("vintage", .scalar(DayShape()), .required, "day of these values"),
    Field("source", .scalar(TextShape()), .required, "where the values come from"),
    Field("link", .scalar(TextShape()), .required, "where the source can be read"),
    Field("verified", texts, .required, "what was checked against published numbers"),
    Field("gaps", texts, .required, "what the venue does and this model does not"),
    Field(
      "parameters",
      .dictionary(of: .scalar(NumberShape(.any)), atLeast: 1, keys: "parameter"), .required,
      "a value for every parameter of the family that has no standard"),
    Field(
      "underlyings",
      .dictionary(
        of: .dictionary(of: .scalar(NumberShape(.any)), atLeast: 1, keys: "parameter"), atLeast: 1,
        keys: "underlying"),
      .optional, "values that differ for single underlyings"),
  ]

  private static let texts = Shape.list(of: .scalar(TextShape()), atLeast: 1)
}

/// Reads and checks a parameter file: a venue, or a vintage of a venue, as data.
///
/// - Throws: ``FileError`` with every problem of the file.
public func loadModelEntry(_ path: String, named file: String) throws(FileError) -> ModelEntry {
  try ModelEntry(parameters: try readYAMLText(path, named: file), named: file)
}

extension ModelEntry {
  /// The model that the text of a parameter file describes.
  init(parameters text: String, named file: String) throws(FileError) {
    let tree = try parseYAML(text, named: file)
    let family = ModelFamily.all.first { tree["family"]?.isScalar($0.name) ?? false }
    let fields = ParameterFileSchema.fields + [ParameterFileSchema.tables(of: family)]
    var reader = SettingReader()
    let read = reader.read(tree, as: .record(fields), called: "the parameter file")
    let settings = read?.record ?? Record()
    var problems = reader.problems
    let id = settings["id"]?.text
    if let family, let parameters = settings["parameters"] {
      problems += faults(of: parameters, family, model: id ?? family.name)
      problems += (settings["underlyings"]?.record?.entries ?? []).flatMap {
        strangers(in: $0.value, family, model: id ?? family.name)
      }
    }
    if let family, problems.isEmpty, let tables = settings["tables"]?.record {
      problems += family.conflicts(in: tables)
    }
    guard let family, problems.isEmpty else { throw .invalid(problems.inFileOrder) }
    do {
      self = try ModelEntry(settings, family)
    } catch {
      throw .invalid([error.problem(in: file)])
    }
  }

  private init(_ settings: Record, _ family: ModelFamily) throws(MissingSetting) {
    let given = settings["parameters"]?.numbers ?? [:]
    self.family = family
    id = try settings.required("id", \.text)
    title = try settings.required("title", \.text)
    vintage = CalendarDay(containing: try settings.required("vintage", \.time))
    source = try settings.required("source", \.text)
    link = try settings.required("link", \.text)
    verified = try settings.required("verified", \.texts)
    gaps = try settings.required("gaps", \.texts)
    parameters = family.parameters.map {
      Value(
        name: $0.name, value: given[$0.name] ?? $0.standard ?? .nan, meaning: $0.meaning)
    }
    tables = settings["tables"]?.record?.parameterRows ?? [:]
    own = (settings["underlyings"]?.record?.entries ?? []).flatMap { underlying in
      (underlying.value.record?.entries ?? []).map { entry in
        Value(
          name: "\(underlying.name).\(entry.name)", value: entry.value.number ?? .nan,
          meaning: family.parameters.first { $0.name == entry.name }?.meaning ?? "")
      }
    }
  }
}

/// Parameters that are unknown, out of range or missing.
private func faults(of parameters: Setting, _ family: ModelFamily, model: String) -> [Problem] {
  let missing = family.parameters.filter { parameter in
    parameter.standard == nil
      && !(parameters.record?.entries ?? []).contains { $0.name == parameter.name }
  }
  return strangers(in: parameters, family, model: model)
    + missing.map {
      Problem(
        at: parameters.place, "\(family.name) lacks the parameter `\($0.name)`",
        code: "missing-key", hint: "add  \($0.name): …  (\($0.meaning))")
    }
}

/// Parameters that are unknown or out of range.
private func strangers(in parameters: Setting, _ family: ModelFamily, model: String) -> [Problem] {
  let names = family.parameters.map(\.name)
  return (parameters.record?.entries ?? []).compactMap { entry -> Problem? in
    guard let parameter = family.parameters.first(where: { $0.name == entry.name }) else {
      return CatalogueError.unknownParameter(entry.name, model: family.name, known: names)
        .problem(at: entry.value.place)
    }
    guard let value = entry.value.number, !parameter.range.contains(value) else { return nil }
    return CatalogueError.outOfRange(entry.name, value, range: parameter.range, model: model)
      .problem(at: entry.value.place)
  }
}

extension YAMLTree {
  fileprivate func isScalar(_ word: String) -> Bool {
    if case .scalar(let text) = content { text == word } else { false }
  }
}
