/// Words for what is wrong with one value of a row.
struct ValueFault {
  private let row: CSVRow
  private let field: Int

  init(_ row: CSVRow, _ field: Int) {
    (self.row, self.field) = (row, field)
  }

  private func problem(_ message: String, _ code: String, _ hint: String) -> Problem {
    Problem(
      at: row.place(field), "\(row.name(field)) \(row.text(field)) \(message)", code: code,
      hint: hint)
  }

  var tooLarge: Problem {
    problem(
      "is out of range", "out-of-range",
      "a value must be at most \(amountText(Bounds.largest)) in size")
  }

  /// Volatilities, exchange rates, bids, asks and strikes cannot be declared to go to zero.
  func nonPositive(_ kind: SeriesKind) -> Problem {
    problem(
      "is not above zero", "non-positive-price",
      [.volatilityIndex, .fx, .spreads, .quotes].contains(kind)
        ? "see that the column is right, and correct the row"
        : "if it is right, set  allow-non-positive: true")
  }

  var negative: Problem {
    problem(
      "is negative", "negative-value", "an amount is zero or above; see that the column is right")
  }
}
