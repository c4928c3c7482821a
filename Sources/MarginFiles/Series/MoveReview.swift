import MarginCore
import Foundation

/// Moves that stand out against those around them, by a robust measure.
///
/// A move is the logarithm of the ratio of two values that follow one another; where one of them is
/// not positive, their difference over the last positive value. It is compared with the median of the
/// 250 moves before it (of the first 250, for those) in units of 1.4826 × their median absolute
/// deviation, which is the standard deviation of normal moves (Hampel, 1974). Markets have fat tails:
/// only 12 units and more are reported.
struct MoveReview {
  /// How many units make an outlier.
  static let threshold = 12.0
  /// How many moves are compared with.
  static let window = 250
  /// Fewer moves than this tell nothing.
  static let least = 30

  /// Outliers that last, and spikes that the next row undoes.
  let findings: [SeriesFinding]

  init(_ values: [Double], of field: String) {
    let moves = Self.moves(of: values)
    guard moves.count >= Self.least else {
      findings = []
      return
    }
    let scores = Self.scores(of: moves)
    findings = Self.findings(moves, scores, values, field)
  }

  /// The move into each row but the first.
  static func moves(of values: [Double]) -> [Double] {
    var positive = values.first { $0 > 0 } ?? 1
    return zip(values, values.dropFirst()).map { before, after in
      if before > 0 { positive = before }
      return before > 0 && after > 0 ? log(after / before) : (after - before) / positive
    }
  }

  /// How many units each move is from the median of its window; 0 where the window has no spread.
  static func scores(of moves: [Double]) -> [Double] {
    let block = 50
    var scores: [Double] = []
    scores.reserveCapacity(moves.count)
    var numbers = SortedWindow(moves.prefix(window))
    var spread = RobustSpread(numbers)
    for (index, move) in moves.enumerated() {
      if index > window, index.isMultiple(of: block) {
        let start = index - window
        numbers.slide(over: moves[(start - block)..<start], to: moves[(index - block)..<index])
        spread = RobustSpread(numbers)
      }
      scores.append(spread.score(of: move))
    }
    return scores
  }

  private static func findings(
    _ moves: [Double], _ scores: [Double], _ values: [Double], _ field: String
  ) -> [SeriesFinding] {
    var found: [SeriesFinding] = []
    var wayBack: Int?
    for index in moves.indices where scores[index].magnitude >= threshold && index != wayBack {
      let isUndone = isUndone(index, moves, scores)
      found.append(finding(index + 1, values, scores[index], field, isUndone: isUndone))
      if isUndone { wayBack = index + 1 }
    }
    return found
  }

  /// Whether the next move takes back three quarters of this one and more, and not much more.
  private static func isUndone(_ index: Int, _ moves: [Double], _ scores: [Double]) -> Bool {
    guard index + 1 < moves.count, scores[index + 1].magnitude >= threshold else { return false }
    return (moves[index] + moves[index + 1]).magnitude < 0.25 * moves[index].magnitude
  }

  private static func finding(
    _ row: Int, _ values: [Double], _ score: Double, _ field: String, isUndone: Bool
  ) -> SeriesFinding {
    let message =
      "\(field) goes from \(numberText(values[row - 1])) to \(numberText(values[row])), "
      + "\(rounded(score.magnitude)) robust standard deviations"
    return isUndone
      ? SeriesFinding(
        .spike, "spike", row: row, field: field, "\(message), and back in the next row",
        hint: "look it up; a bad print is left out with  flaws: {spike: drop}")
      : SeriesFinding(
        .outlier, "outlier", row: row, field: field, message,
        hint: "crises look like this; make sure it is one")
  }

  private static func rounded(_ score: Double) -> String {
    score < 1e6 ? "\(Int(score.rounded()))" : "over a million"
  }
}

/// The median of some numbers and their median absolute deviation, scaled to a standard deviation.
struct RobustSpread {
  let median: Double
  let deviation: Double

  init(_ numbers: SortedWindow) {
    median = numbers.median
    deviation = 1.4826 * numbers.middleDistance(from: median)
  }

  init(_ numbers: some Collection<Double>) { self.init(SortedWindow(numbers)) }

  /// How many deviations `number` is from the median; 0 where there is no deviation.
  func score(of number: Double) -> Double { deviation > 0 ? (number - median) / deviation : 0 }
}
