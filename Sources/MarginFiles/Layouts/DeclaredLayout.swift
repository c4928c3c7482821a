/// The layout that options of a command line declare.
///
/// - Parameters:
///   - kind: What the file holds; `nil` for what the preset is of, or else prices.
///   - options: Keys and values as experiments have them, such as `time-unit` and `ms`; a point leads
///     into a map, as in `flaws.disorder`, and commas divide the names of `header`.
/// - Throws: ``FileError`` with every problem; the place of each is the option.
public func declaredLayout(
  _ kind: SeriesKind?, options: [(key: String, value: String)]
) throws(FileError) -> SeriesLayout {
  let preset = options.first { $0.key == "preset" }.flatMap { PresetCatalogue.preset($0.value) }
  let kind = kind ?? preset?.kind ?? .prices
  var tree = YAMLTree(place: Place("--set"), content: .map([]))
  for (key, value) in options {
    tree.set(key.split(separator: ".").map(String.init)[...], to: value, from: "--\(key)")
  }
  var reader = SettingReader()
  let settings = reader.read(
    tree, as: .record(LayoutSchema.fields(of: kind)), called: "the layout of \(kind.rawValue)")
  let record = settings?.record ?? Record()
  let problems = reader.problems + LayoutChecks(settings: record, kinds: kind.relatives).problems
  guard problems.isEmpty else { throw .invalid(problems) }
  return SeriesLayout(record, kind, looksForUsualNames: true)
}

extension SeriesKind {
  /// Kinds whose presets may serve for this one.
  var relatives: [SeriesKind] {
    let prices: [SeriesKind] = [.prices, .bars, .closes, .fx, .volatilityIndex]
    return prices.contains(self) ? prices : [self]
  }
}

extension YAMLTree {
  fileprivate mutating func set(_ path: ArraySlice<String>, to value: String, from option: String) {
    guard let key = path.first else { return }
    var child =
      path.count > 1
      ? self[key] ?? YAMLTree(place: Place(option), content: .map([])) : scalar(key, value, option)
    if path.count > 1 { child.set(path.dropFirst(), to: value, from: option) }
    let kept = (entries ?? []).filter { $0.key != key }
    content = .map(kept + [Entry(key: key, keyPlace: Place(option), value: child)])
  }

  private func scalar(_ key: String, _ value: String, _ option: String) -> YAMLTree {
    guard key == "header" else { return YAMLTree(place: Place(option), content: .scalar(value)) }
    let names = value.split(separator: ",").map {
      YAMLTree(place: Place(option), content: .scalar(String($0)))
    }
    return YAMLTree(place: Place(option), content: .list(names))
  }
}
