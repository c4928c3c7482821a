internal import MarginCore

extension SeriesLayout {
  /// The layout that checked settings declare.
  ///
  /// - Parameter looksForUsualNames: Whether columns that are not named are found by usual names.
  init(_ settings: Record, _ kind: SeriesKind, looksForUsualNames: Bool) {
    self.init(kind, looksForUsualNames: looksForUsualNames)
    columns = kind.fields.compactMap { mapped($0.name, settings) }
    columns +=
      settings["tenors"]?.record?.entries.compactMap { entry in
        entry.value.text.map { MappedColumn(entry.name, in: $0) }
      } ?? []
    if kind == .quotes {
      columns = QuoteField.allCases.compactMap { mapped($0.rawValue, settings) }
    }
    time = TimeLayout(settings)
    quotes = QuoteTerms(settings)
    dialect = CSVDialect(settings)
    symbol = settings["symbol"]?.text.map {
      SymbolFilter(column: settings["symbol-column"]?.text ?? "symbol", value: $0)
    }
    scale = settings["scale"]?.number ?? 1
    missingText = settings["missing-text"]?.text
    allowsNonPositive = settings["allow-non-positive"]?.flag ?? false
    calendar = settings["calendar"]?.text.flatMap(SeriesCalendar.init)
    (from, to) = (settings["from"]?.day, settings["to"]?.day)
    policies = SeriesPolicies(settings["flaws"]?.record ?? Record())
  }

  private func mapped(_ field: String, _ settings: Record) -> MappedColumn? {
    settings[field]?.text.map { MappedColumn(field, in: $0) }
  }
}

extension TimeLayout {
  init(_ settings: Record) {
    self.init(column: settings["time"]?.text)
    if let unit = settings["time-unit"]?.text.flatMap(EpochUnit.init) { form = .epoch(unit) }
    if let pattern = settings["time-format"]?.text.flatMap({ TimePattern($0) }) {
      form = .pattern(pattern)
    }
    zone = settings["timezone"]?.text.flatMap { TimeZoneRule($0) }
    timeOfDay = settings["time-of-day"]?.text.flatMap(timeOfDaySpan)
    knownAfter = settings["known-after"]?.span ?? .zero
  }
}

extension CSVDialect {
  init(_ settings: Record) {
    self.init()
    if let text = settings["delimiter"]?.text { delimiter = Delimiter(text) ?? .comma }
    if let lines = settings["skip-lines"]?.number { preambleLines = Int(exactly: lines) ?? 0 }
    commentPrefix = settings["comment"]?.text
    columnNames = settings["header"]?.texts
  }
}

extension SeriesPolicies {
  init(_ settings: Record) {
    self.init()
    for flaw in SeriesFlaw.allCases {
      if let action = settings[flaw.rawValue]?.text.flatMap(SeriesAction.init) {
        self[flaw] = action
      }
    }
    forwardFillLimit = settings["forward-fill-limit"]?.span
  }
}

/// Checks of a layout that take more than one key.
struct LayoutChecks {
  let settings: Record
  /// What the file may hold, for the choice of a preset.
  let kinds: [SeriesKind]

  var problems: [Problem] {
    [preset, bothForms, filling, timeOfDay, epochZone, symbolColumn].compactMap(\.self)
  }

  private var preset: Problem? {
    guard let setting = settings["preset"],
      let preset = setting.text.flatMap(PresetCatalogue.preset),
      !kinds.contains(preset.kind)
    else { return nil }
    return Problem(
      at: setting.place,
      "the preset \(preset.id) is of \(preset.kind.rawValue), which do not belong here",
      code: "wrong-preset",
      hint: "presets of \(kinds.map(\.rawValue).joined(separator: ", ")) do; see datasets --presets"
    )
  }

  private var bothForms: Problem? {
    guard let unit = settings["time-unit"], settings.has("time-format") else { return nil }
    return Problem(
      at: unit.place, "time-unit and time-format are both given", code: "unused-key",
      hint: "an epoch has a unit, any other time a format: remove one")
  }

  private var filling: Problem? {
    guard let flaws = settings["flaws"], let rules = flaws.record else { return nil }
    let fills = rules["gap"]?.text == SeriesAction.forwardFill.rawValue
    if fills, !rules.has("forward-fill-limit") {
      return Problem(
        at: flaws.place, "gap: forward-fill lacks `forward-fill-limit`", code: "missing-key",
        hint: "add  forward-fill-limit: 3d,  the age that a repeated value may reach")
    }
    guard !fills, let limit = rules["forward-fill-limit"] else { return nil }
    return Problem(
      at: limit.place, "`forward-fill-limit` has no effect without gap: forward-fill",
      code: "unused-key", hint: "remove it, or add  gap: forward-fill")
  }

  private var timeOfDay: Problem? {
    guard let time = settings["time-of-day"], !settings.has("timezone") else { return nil }
    return Problem(
      at: time.place, "time-of-day lacks a `timezone`", code: "missing-key",
      hint: "add  timezone: America/New_York,  or wherever the clock stands")
  }

  private var epochZone: Problem? {
    guard let zone = settings["timezone"], settings.has("time-unit") else { return nil }
    return Problem(
      at: zone.place, "timezone has no effect with time-unit", code: "unused-key",
      hint: "an epoch counts from 1970 in UTC: remove  timezone,  or  time-unit  if it is no epoch")
  }

  private var symbolColumn: Problem? {
    guard let column = settings["symbol-column"], !settings.has("symbol"),
      !settings.has("preset")
    else { return nil }
    return Problem(
      at: column.place, "symbol-column has no effect without symbol", code: "unused-key",
      hint: "add  symbol: …,  the symbol to read")
  }
}
