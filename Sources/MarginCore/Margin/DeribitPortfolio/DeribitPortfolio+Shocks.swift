extension DeribitPortfolio {
  /// Charge for the basis of every expiry: its net delta at the move its time allows, in money.
  func rollShock(_ book: VenueBook) -> Money {
    let currency = book.isCoin ? "" : "usd-"
    let least = values[currency + "min-annualised-move", of: book.name]
    let annual = values[currency + "annualised-move-risk", of: book.name]
    let coins = book.deltasByExpiry.reduce(0) {
      $0 + abs($1.delta) * max(least, Elementary.exp(annual * $1.years) - 1)
    }
    return coins * book.state.spot
  }

  /// Charge for deltas too large for the market, in money.
  ///
  /// Long options count only as far as they reduce the delta of everything else. The form of the
  /// slope is an assumption: the venue's page gives its numbers without the formula.
  func deltaShock(_ portfolio: Portfolio, in market: MarketState) -> Money {
    portfolio.underlyings.reduce(0) { sum, underlying in
      let books = VenueBook.all(of: portfolio, in: market).filter {
        $0.name == market.underlyings[underlying].name
      }
      return sum + deltaShock(books)
    }
  }

  private func deltaShock(_ books: [VenueBook]) -> Money {
    guard let first = books.first else { return 0 }
    var (longOptions, others) = (0.0, 0.0)
    for book in books {
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
