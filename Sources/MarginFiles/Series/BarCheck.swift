/// Whether the prices of one bar, or one bid and ask, can belong together.
struct BarCheck {
  private let columns: SeriesColumns
  private let values: [Double]

  init(_ columns: SeriesColumns, _ values: [Double]) {
    (self.columns, self.values) = (columns, values)
  }

  /// What is wrong with the bar of `row`, if anything.
  func problem(_ row: CSVRow) -> Problem? {
    if let bid = price(columns.bar.bid), let ask = price(columns.bar.ask), bid.value > ask.value {
      return crossedQuote(bid, ask, row)
    }
    let (high, low) = (price(columns.bar.high), price(columns.bar.low))
    if let high, let low, high.value < low.value { return crossed(high, low, row) }
    if let close = price(columns.bar.close), let bound = bound(close, high, low) {
      return outside(close, bound, "close-outside-bar", row)
    }
    if let open = price(columns.bar.open), let bound = bound(open, high, low) {
      return outside(open, bound, "open-outside-bar", row)
    }
    return nil
  }

  private typealias Price = (value: Double, field: Int)

  private func price(_ index: Int?) -> Price? {
    guard let index, !values[index].isNaN else { return nil }
    return (values[index], index + columns.firstValue)
  }

  private func crossedQuote(_ bid: Price, _ ask: Price, _ row: CSVRow) -> Problem {
    Problem(
      at: row.place(bid.field),
      "bid \(numberText(bid.value)) is above ask \(numberText(ask.value))", code: "crossed-quote",
      hint: "the columns may be swapped; map them with  bid: \(row.name(ask.field)), "
        + "ask: \(row.name(bid.field))")
  }

  private func crossed(_ high: Price, _ low: Price, _ row: CSVRow) -> Problem {
    Problem(
      at: row.place(high.field),
      "\(row.name(high.field)) \(numberText(high.value)) is below the low \(numberText(low.value))",
      code: "high-below-low", hint: "the columns of high and low may be swapped in the mapping")
  }

  /// The high or low that a price is outside of.
  private func bound(_ price: Price, _ high: Price?, _ low: Price?) -> Price? {
    if let high, price.value > high.value { return high }
    if let low, price.value < low.value { return low }
    return nil
  }

  private func outside(_ price: Price, _ bound: Price, _ code: String, _ row: CSVRow) -> Problem {
    let side = price.value > bound.value ? "above the high" : "below the low"
    return Problem(
      at: row.place(price.field),
      "\(row.name(price.field)) \(numberText(price.value)) is \(side) \(numberText(bound.value))",
      code: code,
      hint: "correct the bar, map only columns that can be relied on, or leave such bars out:  "
        + "flaws: {impossible-bar: drop}")
  }
}

/// Where the prices of a bar, or bid and ask, are among the values of a row.
struct BarFields {
  let open, high, low, close, bid, ask: Int?

  init(_ names: [String]) {
    (open, high) = (names.firstIndex(of: "open"), names.firstIndex(of: "high"))
    (low, close) = (names.firstIndex(of: "low"), names.firstIndex(of: "close"))
    (bid, ask) = (names.firstIndex(of: "bid"), names.firstIndex(of: "ask"))
  }

  /// Whether there are prices that could contradict each other.
  var areSeveral: Bool { [open, high, low, close, bid, ask].count { $0 != nil } > 1 }
}
