/// Values that stand unchanged for many rows.
struct StaleReview {
  /// How many equal values in a row are worth a word.
  static let least = 10

  private let values: [Double]
  private let field: String
  /// The runs: from the first row to the last.
  let runs: [ClosedRange<Int>]

  init(_ values: [Double], of field: String) {
    (self.values, self.field) = (values, field)
    var (runs, first) = ([ClosedRange<Int>](), 0)
    for row in values.indices where row == values.count - 1 || values[row + 1] != values[row] {
      if row - first + 1 >= Self.least { runs.append(first...row) }
      first = row + 1
    }
    self.runs = runs
  }

  var findings: [SeriesFinding] {
    runs.map { run in
      SeriesFinding(
        .stale, "stale", row: run.lowerBound, field: field,
        "\(field) \(numberText(values[run.lowerBound])) stands unchanged for \(run.count) rows",
        hint: "a feed may have stopped; leave the repetitions out with  flaws: {stale: drop}")
    }
  }

  /// The rows that only repeat a value.
  var repetitions: Set<Int> { Set(runs.flatMap { $0.dropFirst() }) }
}
