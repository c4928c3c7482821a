/// Reads a series from a file of a declared layout.
///
/// - Parameters:
///   - path: The file; `-` for standard input.
///   - displayName: What problems call the file.
///   - layout: Where everything is, how times are written and what is done about flaws.
/// - Throws: ``FileError`` with every problem of the file that its policies do not settle.
public func readSeries(
  _ path: String, named displayName: String, layout: SeriesLayout
) throws(FileError) -> (table: SeriesTable, digest: FileDigest) {
  var reading = SeriesReading(path, named: displayName, layout, isThorough: false)
  let digest = try reading.read()
  return (reading.table, digest)
}

/// One reading of one file.
struct SeriesReading {
  /// The rows, after the policies were applied.
  private(set) var table = SeriesTable(fields: [])
  /// Warnings and notes, in the order of the file.
  private(set) var remarks: [Problem] = []
  /// How many problems of each code there are, errors apart.
  private(set) var remarkCounts: [String: Int] = [:]
  /// What was done, a sentence each.
  private(set) var changes: [String] = []
  /// The pace of the rows; `nil` for a kind without one.
  private(set) var pace: GapReview?

  private let path: String
  private let name: String
  private let layout: SeriesLayout
  private let isThorough: Bool
  private let usesTwoCores: Bool

  init(
    _ path: String, named name: String, _ layout: SeriesLayout, isThorough: Bool,
    usesTwoCores: Bool = true
  ) {
    (self.path, self.name, self.layout) = (path, name, layout)
    (self.isThorough, self.usesTwoCores) = (isThorough, usesTwoCores)
  }

  /// Reads the file; throws every error, after the remarks were gathered.
  mutating func read() throws(FileError) -> FileDigest {
    let collector = SeriesCollector(layout)
    var reader = CSVReader(name: name, dialect: layout.dialect) { header, problems in
      collector.begin(header, &problems)
    }
    let cutter = SeriesCutter(collector, usesTwoCores: usesTwoCores)
    var (review, located) = (SeriesReview?.none, [Problem]())
    defer { conclude(collector, review, located) }
    var digest = try reader.scan(
      path, { event, reader in cutter.take(event, &reader) },
      { problems in
        collector.finish(name, &problems)
        let made = SeriesReview(collector.table, layout, isThorough: isThorough)
        review = made
        located = FieldLocator(path, named: name, layout).problems(made.firstFindings)
        for problem in located where problem.severity == .error { problems.add(problem) }
      })
    digest.changes = changes(collector, review)
    return digest
  }

  private mutating func conclude(
    _ collector: SeriesCollector, _ review: SeriesReview?, _ located: [Problem]
  ) {
    table = review?.table ?? collector.table
    pace = review?.pace
    changes = changes(collector, review)
    let milder = located.filter { $0.severity != .error }
    remarks = (collector.remarks.kept + milder).inFileOrder
    remarkCounts = collector.remarks.counts
    for (finding, _) in review?.findings ?? [] where layout.policies[finding.flaw] != .refuse {
      remarkCounts[finding.code, default: 0] += 1
    }
  }

  private func changes(_ collector: SeriesCollector, _ review: SeriesReview?) -> [String] {
    Self.changes(
      collector.dropped.merging(review?.treated ?? [:]) { $0 + $1 }, layout.policies)
  }

  /// What was done to so many rows for each flaw, a sentence each.
  static func changes(_ counts: [SeriesFlaw: Int], _ policies: SeriesPolicies) -> [String] {
    SeriesFlaw.allCases.compactMap { flaw in
      counts[flaw].flatMap { $0 > 0 ? flaw.sentence(policies[flaw], rows: $0) : nil }
    }
  }
}

extension SeriesReview {
  /// The first findings of each code, as many as are ever shown.
  fileprivate var firstFindings: [(finding: SeriesFinding, line: Int)] {
    var counts: [String: Int] = [:]
    return findings.filter { finding, _ in
      counts[finding.code, default: 0] += 1
      return counts[finding.code, default: 0] <= ProblemLog.limit
    }
  }
}

extension SeriesFlaw {
  /// What was done to so many rows, for the report.
  fileprivate func sentence(_ action: SeriesAction, rows: Int) -> String {
    let count = "\(rows) \(rows == 1 ? "row" : "rows")"
    return switch action {
    case .sort: "put in order of time (\(count) stood before a later one)"
    case .forwardFill: "\(count) filled in with the last known values"
    case .first, .last: "\(count) left out, the \(action.rawValue) of each time being kept"
    default: "\(count) left out (\(rawValue))"
    }
  }
}
