public import MarginCore

/// What a run says about one statement on a crisis: borne out, not, or not checkable with its data.
public struct FactOutcome: Sendable, Equatable {
  /// What kind of statement it is.
  public let kind: Kind
  /// The statement, in a sentence.
  public let text: String
  /// The day it is about, if it is about one.
  public let date: CalendarDay?
  /// Where it can be read; `nil` for an expectation of this project.
  public let source: String?
  /// The check as written; `nil` when there is none.
  public let check: String?
  /// The number that the check found; `nil` when none could be.
  public let found: Double?
  /// What became of the statement.
  public let verdict: Verdict
  /// Why it could not be checked; `nil` when it was.
  public let reason: String?

  /// The outcome of one statement.
  public init(
    _ kind: Kind, _ text: String, date: CalendarDay? = nil, source: String? = nil,
    check: String? = nil, found: Double? = nil, _ verdict: Verdict, reason: String? = nil
  ) {
    (self.kind, self.text, self.date, self.source) = (kind, text, date, source)
    (self.check, self.found, self.verdict, self.reason) = (check, found, verdict, reason)
  }

  /// Kinds of statements.
  public enum Kind: String, Sendable, CaseIterable {
    /// Something that happened, with a source.
    case fact
    /// Something that the replay should show.
    case expectation
    /// Something that happened and that no market data could show, such as who failed.
    case context
  }

  /// What became of a statement.
  public enum Verdict: String, Sendable, CaseIterable {
    /// The data or the replay show it.
    case reproduced
    /// The data or the replay show something else.
    case notReproduced = "not reproduced"
    /// The data of this run cannot show it.
    case notCheckable = "not checkable here"
  }
}
