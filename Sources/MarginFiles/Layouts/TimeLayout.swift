public import MarginCore

/// How the times of a file are written, and when a row was known.
public struct TimeLayout: Sendable, Equatable {
  /// The column; `nil` looks for the usual names.
  public var column: String?
  /// The form of the text.
  public var form: Form
  /// The zone of times that do not carry one.
  public var zone: TimeZoneRule?
  /// The time of day, in `zone`, of a date without one; `nil` for midnight UTC.
  public var timeOfDay: TimeSpan?
  /// Time from the stamp to when the row's values were known, such as an hour for hourly bars that are
  /// stamped at their start.
  public var knownAfter: TimeSpan

  /// The form of a time's text.
  public enum Form: Sendable, Equatable {
    /// ISO 8601: a date, or a date and time.
    case iso
    /// A number of units since 1970-01-01T00:00:00Z.
    case epoch(EpochUnit)
    /// A declared layout such as `MM/dd/yyyy`.
    case pattern(TimePattern)
  }

  /// A layout; ISO 8601 where nothing is said.
  public init(
    column: String? = nil, form: Form = .iso, zone: TimeZoneRule? = nil,
    timeOfDay: TimeSpan? = nil, knownAfter: TimeSpan = .zero
  ) {
    (self.column, self.form, self.zone) = (column, form, zone)
    (self.timeOfDay, self.knownAfter) = (timeOfDay, knownAfter)
  }
}

/// The unit of an epoch.
public enum EpochUnit: String, Sendable, CaseIterable {
  /// Seconds.
  case seconds = "s"
  /// Milliseconds.
  case milliseconds = "ms"
  /// Microseconds.
  case microseconds = "us"
  /// Nanoseconds.
  case nanoseconds = "ns"

  /// The unit in words.
  var name: String {
    switch self {
    case .seconds: "seconds"
    case .milliseconds: "milliseconds"
    case .microseconds: "microseconds"
    case .nanoseconds: "nanoseconds"
    }
  }

  /// The unit in which a number of so many digits is a moment of the years 2001 to 2286.
  init?(digits: Int) {
    guard
      let unit = [10: Self.seconds, 13: .milliseconds, 16: .microseconds, 19: .nanoseconds][digits]
    else { return nil }
    self = unit
  }
}
