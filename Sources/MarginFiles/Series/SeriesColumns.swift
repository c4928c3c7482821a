/// Which field of a row holds what, settled by the header.
struct SeriesColumns {
  /// The fields read, in the order of the values of a row.
  let fields: [SeriesField]
  /// Where the prices of a bar are among the values.
  let bar: BarFields
  private let isFiltered: Bool

  init(fields: [SeriesField], isFiltered: Bool) {
    (self.fields, self.isFiltered) = (fields, isFiltered)
    bar = BarFields(fields.map(\.name))
  }

  /// The index of the time in ``CSVRow``.
  var time: Int { 0 }
  /// The index of the symbol, if rows are chosen by it.
  var symbol: Int? { isFiltered ? 1 : nil }
  /// The index of the first value.
  var firstValue: Int { isFiltered ? 2 : 1 }

  /// The index in ``CSVRow`` of a field, if it is read.
  func index(of field: String) -> Int? {
    fields.firstIndex { $0.name == field }.map { $0 + firstValue }
  }

  /// Chooses the columns of `layout`; `nil` after a problem.
  static func chosen(
    _ layout: SeriesLayout, _ header: CSVHeader, _ problems: inout ProblemLog
  ) -> (columns: SeriesColumns, positions: [Int])? {
    guard !header.isOfQuotes(layout) else {
      problems.add(header.wrongKind(layout))
      return nil
    }
    let time = header.time(layout, &problems)
    var names = [time ?? ""] + (layout.symbol.map { [$0.column] } ?? [])
    var fields: [SeriesField] = []
    for field in layout.readFields {
      if let name = layout.column(of: field.name) ?? header.usual(field.usual, layout) {
        fields.append(field)
        names.append(name)
      } else if !field.isOptional {
        problems.add(header.missing(field.name, layout))
      }
    }
    guard time != nil, let positions = header.positions(of: names, problems: &problems),
      positions.count == names.count, fields.contains(where: { !$0.isOptional })
    else { return nil }
    return (SeriesColumns(fields: fields, isFiltered: layout.symbol != nil), positions)
  }
}

extension SeriesLayout {
  /// The fields that are looked for: those of the kind, or the mapped ones.
  var readFields: [SeriesField] {
    let tenors = columns.filter { column in !kind.fields.contains { $0.name == column.field } }
    if kind == .rates, !tenors.isEmpty {
      return tenors.map {
        SeriesField(name: $0.field, usual: [], rule: .any, meaning: "the rate of a tenor")
      }
    }
    return kind.fields.filter { looksForUsualNames || column(of: $0.name) != nil }
  }
}

extension CSVHeader {
  /// Names that a column of time usually has, in small letters.
  private static let usualTimes = [
    "date", "time", "timestamp", "datetime", "open_time", "open time", "unix", "observation_date",
  ]

  func time(_ layout: SeriesLayout, _ problems: inout ProblemLog) -> String? {
    if let column = layout.time.column { return column }
    if let found = first(of: Self.usualTimes) { return found }
    let example = names.first {
      $0.lowercased().contains("time") || $0.lowercased().contains("date")
    }
    problems.add(
      missing("date", layout, declareAs: "time: \(example ?? "COLUMN")"))
    return nil
  }

  func usual(_ names: [String], _ layout: SeriesLayout) -> String? {
    layout.looksForUsualNames ? first(of: names) : nil
  }

  /// The first column with one of the names, exactly or in other letters.
  private func first(of wanted: [String]) -> String? {
    for name in wanted {
      if let found = names.first(where: { $0 == name })
        ?? names.first(where: { $0.lowercased() == name })
      {
        return found
      }
    }
    return nil
  }

  /// Whether prices are looked for under usual names in what are quotes of options.
  fileprivate func isOfQuotes(_ layout: SeriesLayout) -> Bool {
    layout.looksForUsualNames && layout.kind.isPriceLike && layout.columns.isEmpty
      && first(of: QuoteField.strike.usual) != nil && first(of: QuoteField.expiry.usual) != nil
  }

  fileprivate func wrongKind(_ layout: SeriesLayout) -> Problem {
    let presets = PresetCatalogue.fitting(names)
    let preset = presets.isEmpty ? "" : ", or  preset: \(presets.joined(separator: "  or  "))"
    return Problem(
      at: missing("close").place,
      "the columns are those of option quotes, not of \(layout.kind.rawValue)", code: "wrong-kind",
      hint: "say so with  --as quotes\(preset)")
  }

  /// Whether columns are named like tenors, such as 3mo and 10 Yr.
  private var areTenors: Bool {
    names.count { $0.lowercased().contains(/^[0-9.]+ ?(m|mo|months?|y|yr|years?)$/) } > 2
  }

  /// A kind other than prices whose own column is there.
  private var otherKind: SeriesKind? {
    if areTenors { return .rates }
    return [SeriesKind.funding, .rates, .dividends, .trades].first { kind in
      kind.fields.first.map { first(of: Array($0.usual.prefix(1))) != nil } ?? false
    }
  }

  /// The problem of a field without column, with the key to declare it and presets that would fit.
  func missing(_ field: String, _ layout: SeriesLayout) -> Problem {
    let tenors = field == "rate" && areTenors ? ",  or several with  tenors.3m=COLUMN" : ""
    return missing(field, layout, declareAs: "\(field): COLUMN\(tenors)")
  }

  private func missing(
    _ name: String, _ layout: SeriesLayout, declareAs key: String
  ) -> Problem {
    let plain = missing(name)
    let presets = PresetCatalogue.fitting(names)
    let preset = presets.isEmpty ? "" : ", or try  preset: \(presets.joined(separator: "  or  "))"
    let kind = otherKind.flatMap { $0 == layout.kind ? nil : $0 }.map {
      ", or say that it holds \($0.rawValue):  check --as \($0.rawValue)"
    }
    return Problem(
      at: plain.place, plain.message, code: plain.code,
      hint: "\(plain.hint ?? ""); name the column with  \(key)\(preset)\(kind ?? "")")
  }
}
