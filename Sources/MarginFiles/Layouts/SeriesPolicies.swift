public import MarginCore

/// A flaw that a series can have and that one can decide about.
public enum SeriesFlaw: String, Sendable, CaseIterable {
  /// Rows out of order of time.
  case disorder
  /// Several rows of one time.
  case duplicate
  /// A row without a value.
  case missing
  /// A high below the low, an open or close outside them, or a bid above the ask.
  case impossibleBar = "impossible-bar"
  /// Prices before and after that cannot belong to one asset.
  case anotherAsset = "another-asset"
  /// Expected rows that are not there.
  case gap
  /// The same value many times in a row.
  case stale
  /// A bar far longer than its neighbours.
  case wideBar = "wide-bar"
  /// A move far larger than those around it, and lasting.
  case outlier
  /// A move far larger than those around it, undone by the next row.
  case spike
}

/// What is done about a flaw.
public enum SeriesAction: String, Sendable, CaseIterable {
  /// The file is not used.
  case refuse
  /// The rows stay as they are.
  case keep
  /// The rows are left out.
  case drop
  /// The rows are put in order of time.
  case sort
  /// The first of the rows stays.
  case first
  /// The last of the rows stays.
  case last
  /// The last known values are repeated, not longer than the limit.
  case forwardFill = "forward-fill"
}

/// What to do about each flaw of one series.
public struct SeriesPolicies: Sendable, Equatable {
  private var choices: [SeriesFlaw: SeriesAction] = [:]
  /// How old a repeated value may become; `nil` unless gaps are filled.
  public var forwardFillLimit: TimeSpan?

  /// Errors refuse the file, everything else is kept.
  public init() {}

  /// What is done about `flaw`.
  public subscript(flaw: SeriesFlaw) -> SeriesAction {
    get { choices[flaw] ?? flaw.standardAction }
    set { choices[flaw] = newValue }
  }
}

extension SeriesFlaw {
  /// What may be done about it, the usual first.
  var actions: [SeriesAction] {
    switch self {
    case .disorder: [.refuse, .sort, .drop]
    case .duplicate: [.refuse, .first, .last]
    case .missing: [.refuse, .drop]
    case .impossibleBar: [.refuse, .drop, .keep]
    case .anotherAsset: [.refuse, .keep]
    case .gap: [.keep, .refuse, .forwardFill]
    case .stale, .wideBar, .outlier, .spike: [.keep, .refuse, .drop]
    }
  }

  var standardAction: SeriesAction { actions[0] }

  /// What it is, for the schema.
  var meaning: String {
    switch self {
    case .disorder: "rows out of order"
    case .duplicate: "several rows of one time"
    case .missing: "rows without a value"
    case .impossibleBar: "bars whose prices contradict each other"
    case .anotherAsset: "a price that jumps as if it were another asset's"
    case .gap: "expected rows that are not there"
    case .stale: "the same value many times in a row"
    case .wideBar: "bars far longer than their neighbours"
    case .outlier: "moves far larger than those around them"
    case .spike: "such moves that the next row undoes"
    }
  }
}
