/// The prices of one row, those that are mapped and could be read.
struct PriceBar {
  let open: Double?
  let high: Double?
  let low: Double?
  let close: Double?

  /// Reports prices that cannot belong to one bar.
  func check(_ fields: PriceFields, _ row: CSVRow, _ problems: inout ProblemLog) {
    if let high, let low, high < low {
      if let field = fields.high { problems.add(crossed(field, high, low, row)) }
      return
    }
    if let close, isOutside(close) {
      problems.add(outside(fields.close, close, "close-outside-bar", row))
    }
    if let open, isOutside(open), let field = fields.open {
      problems.add(outside(field, open, "open-outside-bar", row))
    }
  }

  private func isOutside(_ price: Double) -> Bool {
    price > high ?? .infinity || price < low ?? -.infinity
  }

  private func crossed(_ field: Int, _ high: Double, _ low: Double, _ row: CSVRow) -> Problem {
    Problem(
      at: row.place(field),
      "\(row.name(field)) \(numberText(high)) is below the low \(numberText(low))",
      code: "high-below-low", hint: "the columns of high and low may be swapped in the mapping")
  }

  private func outside(_ field: Int, _ price: Double, _ code: String, _ row: CSVRow) -> Problem {
    let isAbove = price > high ?? .infinity
    let bound = (isAbove ? high : low) ?? price
    return Problem(
      at: row.place(field),
      "\(row.name(field)) \(numberText(price)) is \(isAbove ? "above the high" : "below the low")"
        + " \(numberText(bound))",
      code: code, hint: "correct the bar, or map only the columns that can be relied on")
  }
}
