extension DeriveStandard {
  /// Net margin of all options of one market, ≤ 0: the sum over expiries.
  func options(_ book: DeriveBook, isInitial: Bool) -> Money {
    book.expiries.reduce(0) { sum, expiry in
      let isolated = expiry.options.reduce(0) {
        $0 + self.isolated($1, expiry, book, isInitial: isInitial)
      }
      let margin = max(isolated, largestLoss(expiry, book, isInitial: isInitial))
      guard isInitial else { return sum + margin }
      return sum + margin - penalty(min(book.spotConfidence, expiry.confidence), expiry.short, book)
    }
  }

  /// Margin of one option as if it stood alone, value included, ≤ 0; none for a long one.
  private func isolated(
    _ option: DeriveExpiry.Option, _ expiry: DeriveExpiry, _ book: DeriveBook, isInitial: Bool
  ) -> Money {
    guard option.units < 0 else { return 0 }
    let size = -option.units * book.spot
    let marked = option.units * expiry.price(option, at: expiry.forward, option.volatility)
    let out = max(0, option.right.sign * (option.strike - book.spot)) / book.spot
    let initial =
      marked - size
      * max(values["option-initial", of: book.name] - out, values["option-minimum", of: book.name])
    guard option.right == .put else {
      return isInitial ? initial : marked - values["call-maintenance", of: book.name] * size
    }
    let maintenance =
      marked
      + min(
        -values["put-maintenance", of: book.name] * size,
        values["put-mark-maintenance", of: book.name] * marked)
    return isInitial
      ? min(initial, maintenance * values["put-initial-scale", of: book.name]) : maintenance
  }

  /// The worst payoff over settlement at zero or any strike held, with a charge on net short calls.
  private func largestLoss(_ expiry: DeriveExpiry, _ book: DeriveBook, isInitial: Bool) -> Money {
    let prices = [0] + expiry.options.map(\.strike)
    let payoffs = prices.map { price in
      expiry.options.reduce(0) { sum, option in
        sum + option.units * max(0, option.right.sign * (price - option.strike))
      }
    }
    let calls = expiry.options.reduce(0) { $0 + ($1.right == .call ? $1.units : 0) }
    let scale = values[isInitial ? "unpaired-initial" : "unpaired-maintenance", of: book.name]
    return min(0, payoffs.min() ?? 0) + min(0, calls) * scale * expiry.forward
  }
}
