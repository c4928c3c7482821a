extension DeribitPortfolio {
  /// Charge for the basis of every expiry: its net delta at the move its time allows, in money.
  func rollShock(_ book: VenueBook) -> Money {
    let (least, annual) = (
      values[book.isCoin ? "min-annualised-move" : "usd-min-annualised-move", of: book.name],
      values[book.isCoin ? "annualised-move-risk" : "usd-annualised-move-risk", of: book.name]
    )
    let coins = book.deltasByExpiry.reduce(0) {
      $0 + abs($1.delta) * max(least, Elementary.exp(annual * $1.years) - 1)
    }
    return coins * book.state.spot
  }

  /// Charge for deltas too large for the market, in money.
  ///
  /// Long options count only as far as they reduce the delta of everything else. The form of the
  /// slope is an assumption: the venue's page gives its numbers without the formula.
  func deltaShock(_ books: [VenueBook]) -> Money {
    books.indices.reduce(0) { sum, index in
      let isFirst = index == 0 || books[index - 1].underlying != books[index].underlying
      return isFirst ? sum + deltaShock(books[index], among: books) : sum
    }
  }

  private func deltaShock(_ first: VenueBook, among books: [VenueBook]) -> Money {
    var (longOptions, others) = (0.0, 0.0)
    for book in books where book.underlying == first.underlying {
      for position in book.positions {
        let delta = book.delta(of: position)
        if position.instrument.option != nil, position.quantity > 0 {
          longOptions += delta
        } else {
          others += delta
        }
      }
    }
    let both = longOptions + others
    let delta = abs(others < 0 ? min(max(both, others), 0) : max(min(both, others), 0))
    let spot = first.state.spot
    let excess = max(0, delta - values["delta-shock-threshold", of: first.name] / spot)
    return delta * spot
      * min(
        values["max-delta-shock", of: first.name],
        values["delta-shock-slope", of: first.name] * excess)
  }

  /// Charges of the legacy model: short options, and futures that offset one another, in money.
  func contingency(_ book: VenueBook) -> Money {
    let coins =
      book.netShortOptions * values["short-option-contingency", of: book.name]
      + book.offsettingFutures * values["futures-contingency", of: book.name]
    return coins * book.state.spot
  }
}
