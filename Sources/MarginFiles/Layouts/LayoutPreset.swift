/// A layout that many files have, by name.
public struct LayoutPreset: Sendable {
  /// The name used in experiments, such as `fred`.
  public let id: String
  /// What such files hold.
  public let kind: SeriesKind
  /// The files in words.
  public let title: String
  /// Where the layout is documented or was seen.
  public let source: String
  /// What the layout was compared with; `nil` when it is from knowledge alone.
  public let verified: String?
  /// What to watch for.
  public let notes: [String]
  /// The keys that it fills in, as a YAML map.
  public var keys: String { CommentedYAML.inline(settings) }

  let settings: YAMLTree
}

/// The presets that ship.
public enum PresetCatalogue {
  /// The presets, by kind and then by name.
  public static let presets: [LayoutPreset] = embeddedFiles.compactMap { file in
    try? LayoutPreset(String(decoding: file.bytes, as: UTF8.self), named: file.name)
  }

  /// Their names.
  public static let ids: [String] = embeddedFiles.map { String($0.name.dropLast(".yaml".count)) }

  /// The presets whose files have these columns, or as many columns where they have no header.
  static func fitting(_ columns: [String]) -> [String] {
    let isHeaderless = columns.contains { finiteNumber($0) != nil }
    return presets.filter { preset in
      let names = preset.settings["header"]?.texts
      guard names == nil, !isHeaderless else {
        return isHeaderless && names?.count == columns.count
      }
      return preset.columns.count > 2 && preset.columns.allSatisfy(columns.contains)
    }.map(\.id)
  }

  /// The preset of this name.
  public static func preset(_ id: String) -> LayoutPreset? { presets.first { $0.id == id } }
}

/// The keys of a preset file.
private let presetFields = [
  Field("id", .scalar(NameShape()), .required, "name used in experiments"),
  Field(
    "kind", .scalar(ChoiceShape(SeriesKind.allCases.map(\.rawValue))), .required,
    "what the files hold"),
  Field("title", .scalar(TextShape()), .required, "the files in words"),
  Field("source", .scalar(TextShape()), .required, "where the layout comes from"),
  Field("verified", .scalar(TextShape()), .optional, "what the layout was compared with"),
  Field("notes", .list(of: .scalar(TextShape()), atLeast: 0), .standard("[]"), "what to watch for"),
]

extension LayoutPreset {
  /// The preset that the text of a file describes.
  init(_ text: String, named file: String) throws(FileError) {
    let tree = try parseYAML(text, named: file)
    let word = tree["kind"].flatMap { if case .scalar(let word) = $0.content { word } else { nil } }
    let kind = word.flatMap(SeriesKind.init) ?? .closes
    let layout = Field("layout", .record(LayoutSchema.fields(of: kind)), .required, "the keys")
    var reader = SettingReader()
    let settings = reader.read(tree, as: .record(presetFields + [layout]), called: "the preset")
    guard reader.problems.isEmpty, let record = settings?.record, let keys = tree["layout"] else {
      throw .invalid(reader.problems.inFileOrder)
    }
    do {
      try self.init(record, kind, keys)
    } catch {
      throw .invalid([error.problem(in: file)])
    }
  }

  private init(_ record: Record, _ kind: SeriesKind, _ keys: YAMLTree) throws(MissingSetting) {
    (self.kind, settings) = (kind, keys)
    id = try record.required("id", \.text)
    title = try record.required("title", \.text)
    source = try record.required("source", \.text)
    verified = record["verified"]?.text
    notes = try record.required("notes", \.texts)
  }
}

extension LayoutPreset {
  /// The columns that such files must have.
  fileprivate var columns: [String] {
    let fields = kind.fields.map(\.name) + QuoteField.allCases.map(\.rawValue) + ["time"]
    return (settings.entries ?? []).filter { fields.contains($0.key) }.compactMap { $0.value.text }
  }
}

extension YAMLTree {
  fileprivate var text: String? { if case .scalar(let text) = content { text } else { nil } }
  fileprivate var texts: [String]? {
    if case .list(let trees) = content { trees.compactMap(\.text) } else { nil }
  }

  /// A map that names a preset, with the preset's keys where it has none of its own.
  ///
  /// Keys that the preset does not fill in stay as they are, so that a resolved experiment does not
  /// depend on the preset any more.
  func completedByPreset(for fields: [Field]) -> YAMLTree {
    guard let entries, fields.contains(where: { $0.name == "preset" }),
      let name = self["preset"], case .scalar(let id) = name.content,
      let preset = PresetCatalogue.preset(id)
    else { return self }
    let added = (preset.settings.entries ?? []).filter { entry in
      self[entry.key] == nil && fields.contains { $0.name == entry.key }
    }
    var tree = self
    tree.content = .map(
      entries
        + added.map {
          Entry(key: $0.key, keyPlace: name.place, value: $0.value.moved(to: name.place))
        })
    return tree
  }

  /// The same value, as if it were written at `place`.
  private func moved(to place: Place) -> YAMLTree {
    switch content {
    case .scalar, .empty: YAMLTree(place: place, content: content)
    case .list(let trees): YAMLTree(place: place, content: .list(trees.map { $0.moved(to: place) }))
    case .map(let entries):
      YAMLTree(
        place: place,
        content: .map(
          entries.map { Entry(key: $0.key, keyPlace: place, value: $0.value.moved(to: place)) }))
    }
  }
}
