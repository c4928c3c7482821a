/// Warnings and notes of one file: the first of each code, and counts of all.
struct RemarkLog: Sendable {
  /// How many of one code are kept.
  static let limit = 100

  private(set) var kept: [Problem] = []
  private(set) var counts: [String: Int] = [:]

  mutating func add(_ problem: Problem) {
    counts[problem.code, default: 0] += 1
    if counts[problem.code, default: 0] <= Self.limit { kept.append(problem) }
  }
}
