import MarginFiles

/// The layouts that files may name as their `preset`.
enum PresetList {
  static func text(asJSON: Bool) -> String {
    let presets = PresetCatalogue.presets
    return asJSON
      ? JSONValue.array(presets.map(value)).text : presets.map(words).joined(separator: "\n\n")
  }

  private static func words(_ preset: LayoutPreset) -> String {
    ([
      "\(preset.id)  \(preset.title)", "  kind    \(preset.kind.rawValue)",
      "  source  \(preset.source)", "  seen    \(preset.verified ?? unseen)",
      "  keys    \(preset.keys)",
    ] + preset.notes.map { "  note    \($0)" }).joined(separator: "\n")
  }

  private static let unseen = "not compared with a file or a document; check a file of yours first"

  private static func value(_ preset: LayoutPreset) -> JSONValue {
    .object([
      ("id", .string(preset.id)), ("kind", .string(preset.kind.rawValue)),
      ("title", .string(preset.title)), ("source", .string(preset.source)),
      ("keys", .string(preset.keys)), ("verified", preset.verified.map { .string($0) } ?? .null),
      ("notes", .array(preset.notes.map(JSONValue.string))),
    ])
  }
}
