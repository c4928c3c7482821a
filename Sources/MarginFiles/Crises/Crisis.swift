public import MarginCore
public import MarginReplay

/// A past crisis: what happened, what can be checked of it, and the experiment that replays it.
public struct Crisis: Sendable, Equatable {
  /// Its name in kebab-case.
  public let name: String
  /// What people call it.
  public let title: String
  /// What happened, in a few sentences.
  public let summary: String
  /// The first day of the crisis; the replay may begin earlier.
  public let from: CalendarDay
  /// The last day of the crisis; the replay may end later.
  public let to: CalendarDay
  /// Where its experiment is.
  public let experiment: String
  /// Which data stand for each underlying.
  public let series: [Series]
  /// Files that users bring.
  public let files: [BroughtFile]
  /// What is modelled rather than recorded, one sentence each.
  public let modelled: [String]
  /// Facts, then expectations, then context.
  public let statements: [Statement]

  /// The data behind one underlying.
  public struct Series: Sendable, Equatable {
    /// The underlying's name.
    public let underlying: String
    /// What the data are.
    public let holds: String
  }

  /// A file that cannot ship.
  public struct BroughtFile: Sendable, Equatable {
    /// The name that `--file` gives it.
    public let name: String
    /// What is in it.
    public let holds: String
    /// Its columns and what their values look like.
    public let layout: String
    /// Where such files come from.
    public let obtain: String
    /// Whether the crisis runs without it.
    public let isOptional: Bool
    /// Settings of the experiment, as for `--set`, with `FILE` for the path.
    let settings: [String]
    /// Where the crisis file asks for it.
    let place: Place
  }

  /// Something said about the crisis.
  public struct Statement: Sendable, Equatable {
    /// What kind of statement it is.
    public let kind: FactOutcome.Kind
    /// The statement, in a sentence.
    public let text: String
    /// The day it is about.
    public let date: CalendarDay?
    /// Its citation.
    public let source: String?
    /// How a run checks it; `nil` when none can.
    public let check: FactCheck?
    /// The file without which it cannot be checked.
    public let needs: String?
    /// Why no run can check it.
    public let unchecked: String?
  }

  /// The files without which it does not run.
  public var requiredFiles: [BroughtFile] { files.filter { !$0.isOptional } }
}
