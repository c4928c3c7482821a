/// The problems of one file: the first thousand in full, and a count of the rest.
public struct ProblemLog: Sendable {
  /// How many problems are kept.
  public static let limit = 1_000

  /// The problems kept, in the order found.
  public private(set) var kept: [Problem] = []
  /// How many were found, those not kept included.
  public private(set) var count = 0

  /// No problems yet.
  public init() {}

  /// Adds a problem; one beyond the limit is only counted.
  public mutating func add(_ problem: Problem) {
    count += 1
    if kept.count < Self.limit { kept.append(problem) }
  }

  /// Adds what another log of the same file holds.
  public mutating func add(_ other: ProblemLog) {
    kept += other.kept
    count += other.count
  }

  /// Every problem kept, in the order of the file, and a note when there were more.
  public func all(of file: String) -> [Problem] {
    let sorted = kept.sorted { (position($0)) < (position($1)) }.prefix(Self.limit)
    guard count > sorted.count else { return Array(sorted) }
    let note = Problem(
      .note, at: Place(file), "\(count - sorted.count) more problems are not listed",
      code: "more-problems", hint: "fix the first ones and check again")
    return sorted + [note]
  }

  private func position(_ problem: Problem) -> (Int, Int) {
    (problem.place.line ?? 0, problem.place.column ?? 0)
  }
}
