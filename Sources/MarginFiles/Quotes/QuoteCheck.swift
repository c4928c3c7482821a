import MarginCore

/// What is wrong with one quote.
struct QuoteCheck {
  private let quote: OptionQuote
  private let row: QuoteRow
  private let side: QuoteRow.Side

  init(_ quote: OptionQuote, _ row: QuoteRow, _ side: QuoteRow.Side) {
    (self.quote, self.row, self.side) = (quote, row, side)
  }

  func report(_ problems: inout ProblemLog, _ remarks: inout RemarkLog) {
    if let crossed { problems.add(crossed) }
    if let expired { remarks.add(expired) }
    if let empty { remarks.add(empty) }
  }

  /// What a declaration would put right.
  var undeclared: [Problem] { [percent, unit].compactMap(\.self) }

  private func place(_ field: QuoteField) -> Place { row.row.place(row.columns[field] ?? 0) }

  private var crossed: Problem? {
    guard let bid = quote.bid, let ask = quote.ask, bid > ask else { return nil }
    return Problem(
      at: place(side.bid), "bid \(numberText(bid)) is above ask \(numberText(ask))",
      code: "crossed-quote",
      hint: "the columns may be swapped; map them with  \(side.bid.rawValue): ask_px, "
        + "\(side.ask.rawValue): bid_px")
  }

  /// Above 2000 % a volatility was surely meant in per cent.
  private var percent: Problem? {
    let fields: [(QuoteField, Double?)] = [
      (.markVolatility, quote.markVolatility), (.bidVolatility, quote.bidVolatility),
      (.askVolatility, quote.askVolatility),
    ]
    guard let (field, value) = fields.first(where: { ($0.1 ?? 0) > 20 }), let value else {
      return nil
    }
    return Problem(
      at: place(field), "volatility `\(numberText(value))` looks like percent", code: "percent",
      hint: "add  scale-iv: 0.01  to turn per cent into fractions")
  }

  private var expired: Problem? {
    guard quote.time > quote.expiry else { return nil }
    return Problem(
      .warning, at: place(.expiry),
      "quoted at \(quote.time), after the expiry \(quote.expiry)", code: "expired-quote",
      hint: "see that  timezone  and  expiry-time  are right")
  }

  private var empty: Problem? {
    let (hasBid, hasAsk) = (quote.bid != nil, quote.ask != nil)
    guard !hasBid || !hasAsk else { return nil }
    return Problem(
      .note, at: place(hasBid ? side.ask : side.bid),
      hasBid || hasAsk ? "there is no \(hasBid ? "ask" : "bid")" : "there is neither bid nor ask",
      code: "empty-quote", hint: "zero and nothing mean that no one quotes; no price is made up")
  }

  /// A price so far below what exercise would give that it must be in another unit.
  private var unit: Problem? {
    guard !quote.isInverse, row.layout.quotes.isInverse == nil, let underlying = quote.underlying,
      let ask = quote.ask
    else { return nil }
    let intrinsic = quote.isCall ? underlying - quote.strike : quote.strike - underlying
    guard intrinsic > 0.01 * underlying, ask < 0.2 * intrinsic else { return nil }
    return Problem(
      at: place(side.ask),
      "ask \(numberText(ask)) is far below the intrinsic value \(numberText(intrinsic))",
      code: "price-unit", hint: "if prices are in coin, declare  settlement: inverse")
  }
}
