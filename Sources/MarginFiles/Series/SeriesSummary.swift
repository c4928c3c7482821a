public import MarginCore

/// What a file holds and what is wrong with it.
public struct SeriesReport: Sendable {
  /// Every problem, errors first, then warnings, then notes, each in the order of the file.
  public let problems: [Problem]
  /// How many problems of each code there are, those beyond the ones kept included.
  public let counts: [Count]
  /// What the file holds; `nil` when no row could be read.
  public let summary: SeriesSummary?
  /// Why the file cannot be used; `nil` when it can.
  public let failure: FileError?

  /// How often one code was found.
  public struct Count: Sendable, Equatable {
    /// The code.
    public let code: String
    /// How bad it is.
    public let severity: Problem.Severity
    /// How many there are.
    public let count: Int
  }
}

/// The rows of a series in a few words.
public struct SeriesSummary: Sendable, Equatable {
  /// What it holds.
  public let kind: SeriesKind
  /// Usable rows.
  public let rows: Int
  /// The first time.
  public let first: Timestamp
  /// The last time.
  public let last: Timestamp
  /// The most frequent time between rows; `nil` for a kind without a pace.
  public let step: TimeSpan?
  /// When rows are expected, in words; `nil` for a kind without a pace.
  public let calendar: String?
  /// What policies changed, a sentence each.
  public let changes: [String]
}

/// Checks a series thoroughly: everything a reading refuses, and everything worth a warning or note.
///
/// Parameters are those of ``readSeries(_:named:layout:)``.
public func checkSeries(
  _ path: String, named displayName: String, layout: SeriesLayout
) -> SeriesReport {
  guard layout.kind != .quotes else {
    return checkQuotes(path, named: displayName, layout: layout)
  }
  var reading = SeriesReading(path, named: displayName, layout, isThorough: true)
  var failure: FileError?
  do throws(FileError) { _ = try reading.read() } catch { failure = error }
  return SeriesReport(
    remarks: reading.remarks, remarkCounts: reading.remarkCounts, failure: failure,
    summary: SeriesSummary(reading, layout))
}

extension SeriesReport {
  /// A report on a file that is no series.
  public init(failure: FileError?) {
    self.init(remarks: [], remarkCounts: [:], failure: failure, summary: nil)
  }

  init(
    remarks: [Problem], remarkCounts: [String: Int], failure: FileError?, summary: SeriesSummary?
  ) {
    let errors = failure?.problems ?? []
    let all =
      errors + remarks.filter { $0.severity == .warning } + remarks.filter { $0.severity == .note }
    problems = all
    counts = all.map { Code(code: $0.code, severity: $0.severity) }.uniqued.map { code in
      let kept = all.count { $0.code == code.code && $0.severity == code.severity }
      let known = code.severity == .error ? 0 : remarkCounts[code.code] ?? 0
      return Count(code: code.code, severity: code.severity, count: max(kept, known))
    }
    (self.failure, self.summary) = (failure, summary)
  }

  private struct Code: Hashable {
    let code: String
    let severity: Problem.Severity
  }
}

extension SeriesSummary {
  init?(_ reading: SeriesReading, _ layout: SeriesLayout) {
    guard let first = reading.table.times.first, let last = reading.table.times.last else {
      return nil
    }
    (kind, rows) = (layout.kind, reading.table.times.count)
    (self.first, self.last) = (first, last)
    step = reading.pace?.step
    calendar = reading.pace.map { pace in
      "\(pace.calendar) (\(layout.calendar.map { "declared \($0.rawValue)" } ?? "as the data imply"))"
        + (pace.holidays > 0 ? ", \(pace.holidays) short gaps as of holidays" : "")
    }
    changes = reading.changes
  }
}

/// A step in the largest unit that gives a whole number.
public func stepText(_ step: TimeSpan) -> String {
  step.microseconds.isMultiple(of: 1_000_000)
    ? durationText(step) : "\(numberText(Double(step.microseconds) / 1e6))s"
}
