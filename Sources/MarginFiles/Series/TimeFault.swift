import MarginCore

/// Words for what is wrong with the time of a row, and the key that would put it right.
struct TimeFault {
  private let row: CSVRow
  private let field: Int

  init(_ row: CSVRow, _ field: Int) {
    (self.row, self.field) = (row, field)
  }

  private var text: String { row.text(field) }

  private func problem(_ message: String, _ code: String, _ hint: String) -> Problem {
    Problem(
      at: row.place(field), "\(row.name(field)) `\(shown(text))` \(message)", code: code, hint: hint
    )
  }

  var missing: Problem {
    Problem(
      at: row.place(field), "\(row.name(field)) is empty", code: "missing-value",
      hint: "fill in the value or remove the row; nothing is carried forward")
  }

  var zoneless: Problem {
    problem(
      "has no zone", "zoneless-time",
      "declare where the clock stood:  timezone: UTC  (or UTC+3, or America/New_York)")
  }

  func daylightSaving(_ zone: RegionZone, isTwice: Bool) -> Problem {
    isTwice
      ? problem(
        "came twice in \(zone.name), when clocks were set back", "ambiguous-time",
        "write the offset behind the time, such as -04:00, or use times in UTC")
      : problem(
        "never came in \(zone.name), when clocks were set forward", "skipped-time",
        "the file is not in that zone; declare another  timezone")
  }

  /// A form that is not declared and could be; `nil` for one that is not known.
  var undeclared: Problem? {
    if let unit = EpochUnit(digits: wholeDigits) {
      return problem(
        "is an epoch without declared unit, \(moment(unit)) in \(unit.name)", "undeclared-epoch",
        "add  time-unit: \(unit.rawValue)  if it counts \(unit.name) since 1970")
    }
    guard let pattern = likelyPattern else { return nil }
    return problem(
      "is not an ISO 8601 date", "undeclared-format",
      "add  time-format: \(pattern)  if that is its layout")
  }

  func unreadable(_ form: TimeLayout.Form) -> Problem {
    switch form {
    case .iso: problem("is not a date", "bad-date", timeHint(for: text))
    case .epoch(let unit):
      problem(
        "is not an epoch in \(unit.name)", "bad-date",
        EpochUnit(digits: wholeDigits).map {
          "as \($0.name) it would be \(moment($0)):  time-unit: \($0.rawValue)"
        } ?? "write \(unit.name) since 1970 in digits, or change  time-unit")
    case .pattern(let pattern):
      problem(
        "is not of the layout \(pattern.text)", "bad-date",
        "change  time-format, or remove it if the times are ISO 8601")
    }
  }

  /// The digits before a point, if the text is a number.
  private var wholeDigits: Int {
    EpochNumber(row.bytes(field)) == nil ? 0 : text.prefix { $0 != "." }.count { $0 != "-" }
  }

  private func moment(_ unit: EpochUnit) -> String {
    unit.moment(row.bytes(field))?.description ?? "out of range"
  }

  /// The patterns of a common kind that fit the text, such as both orders of day and month.
  private var likelyPattern: String? {
    let fits = commonPatterns.lazy.map { group in
      group.filter { TimePattern($0)?.read(row.bytes(field)) != nil }
    }
    return fits.first { !$0.isEmpty }?.joined(separator: "  or  ")
  }
}

private let commonPatterns = [
  ["MM/dd/yyyy", "dd/MM/yyyy"], ["M/d/yyyy", "d/M/yyyy"], ["yyyyMMdd"], ["yyyy/MM/dd"],
  ["dd.MM.yyyy"], ["MM-dd-yyyy", "dd-MM-yyyy"], ["dd-MMM-yyyy"], ["MMM d, yyyy"],
  ["yyyy-MM-dd hh-a"], ["yyyy-MM-dd hh:mm a"],
  ["MM/dd/yyyy HH:mm", "dd/MM/yyyy HH:mm"], ["M/d/yyyy H:mm", "d/M/yyyy H:mm"],
  ["MM/dd/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm:ss"], ["dd.MM.yyyy HH:mm"],
  ["dd.MM.yyyy HH:mm:ss"], ["yyyy/MM/dd HH:mm"], ["yyyy/MM/dd HH:mm:ss"], ["yyyyMMdd HH:mm:ss"],
  ["yyyyMMddHHmmss"], ["MM/dd/yyyy hh:mm:ss a", "dd/MM/yyyy hh:mm:ss a"],
]
