/// Whether the prices of one bar can belong together.
struct BarCheck {
  private let columns: SeriesColumns
  private let values: [Double]

  init(_ columns: SeriesColumns, _ values: [Double]) {
    (self.columns, self.values) = (columns, values)
  }

  /// What is wrong with the bar of `row`, if anything.
  func problem(_ row: CSVRow) -> Problem? {
    let (high, low) = (value("high"), value("low"))
    if let high, let low, high.value < low.value { return crossed(high, low, row) }
    for (name, code) in [("close", "close-outside-bar"), ("open", "open-outside-bar")] {
      guard let price = value(name) else { continue }
      if let high, price.value > high.value {
        return outside(price, high, "above the high", code, row)
      }
      if let low, price.value < low.value { return outside(price, low, "below the low", code, row) }
    }
    return nil
  }

  private typealias Price = (value: Double, field: Int)

  private func value(_ name: String) -> Price? {
    guard let field = columns.index(of: name) else { return nil }
    let value = values[field - columns.firstValue]
    return value.isNaN ? nil : (value, field)
  }

  private func crossed(_ high: Price, _ low: Price, _ row: CSVRow) -> Problem {
    Problem(
      at: row.place(high.field),
      "\(row.name(high.field)) \(numberText(high.value)) is below the low \(numberText(low.value))",
      code: "high-below-low", hint: "the columns of high and low may be swapped in the mapping")
  }

  private func outside(
    _ price: Price, _ bound: Price, _ where: String, _ code: String, _ row: CSVRow
  ) -> Problem {
    Problem(
      at: row.place(price.field),
      "\(row.name(price.field)) \(numberText(price.value)) is \(`where`) \(numberText(bound.value))",
      code: code,
      hint: "correct the bar, map only columns that can be relied on, or leave such bars out:  "
        + "flaws: {impossible-bar: drop}")
  }
}
