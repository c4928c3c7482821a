import MarginCore

/// How to read times of a file that are all written alike.
///
/// Texts of the expected shape are read at once, all others as `others` says.
struct SteadyTime: Sendable {
  /// Forms of a text that ``KnownDay`` knows.
  enum Shape: Sendable {
    /// `YYYY-MM-DD`.
    case day
    /// `YYYY-MM-DDTHH:MM:SSZ`.
    case utc
    /// `YYYY-MM-DDTHH:MM:SS`.
    case local
  }

  /// The usual shape, which ``KnownDay`` reads soon; `nil` when it is none of them.
  let shape: Shape?
  /// Microseconds from what such a text says, read as UTC, to the moment it stands for.
  let offset: Int64
  /// Reads any text; `nil` where something must be said of it.
  let others: @Sendable (UnsafeBufferPointer<UInt8>) -> Timestamp?
}
