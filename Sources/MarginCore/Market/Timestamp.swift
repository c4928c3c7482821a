/// A moment on the UTC time line, in whole microseconds since 1970-01-01T00:00:00Z.
///
/// A calendar day of a daily series is its midnight. The range covers years −290,000 to 290,000.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public let microseconds: Int64

  /// The moment `microseconds` after 1970-01-01T00:00:00Z.
  @inlinable
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// No moment is before this.
  public static let earliest = Timestamp(microseconds: .min)
  /// No moment is after this.
  public static let latest = Timestamp(microseconds: .max)

  /// Earlier moments order first.
  @inlinable
  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }

  /// Years of 365 days from this moment to `later`; negative when `later` is earlier.
  @inlinable
  public func years(until later: Timestamp) -> Years {
    Double(later.microseconds &- microseconds) / Double(TimeSpan.year.microseconds)
  }

  /// The moment `span` after `time`.
  public static func + (time: Timestamp, span: TimeSpan) -> Timestamp {
    Timestamp(microseconds: time.microseconds &+ span.microseconds)
  }
}

/// A length of time in whole microseconds.
public struct TimeSpan: Sendable, Hashable, Comparable {
  /// The length in microseconds.
  public let microseconds: Int64

  /// A length of `microseconds`.
  @inlinable
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// A length of `count` days of 24 hours.
  @inlinable
  public static func days(_ count: Int) -> TimeSpan {
    TimeSpan(microseconds: Int64(count) &* day.microseconds)
  }

  /// Twenty-four hours.
  @inlinable public static var day: TimeSpan { TimeSpan(microseconds: 86_400_000_000) }
  /// The year of every rate and volatility: 365 days.
  @inlinable public static var year: TimeSpan { .days(365) }
  /// No time at all.
  @inlinable public static var zero: TimeSpan { TimeSpan(microseconds: 0) }

  /// Shorter spans order first.
  @inlinable
  public static func < (a: TimeSpan, b: TimeSpan) -> Bool { a.microseconds < b.microseconds }
}
