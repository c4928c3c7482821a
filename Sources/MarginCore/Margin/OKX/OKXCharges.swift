/// The nine charges of one unit of risk at OKX, in dollars.
struct OKXCharges {
  /// MR1: the worst loss over prices and volatilities.
  let spotShock: Money
  /// MR2: what options lose in a day.
  let thetaDecay: Money
  /// MR3: volatilities of expiries that do not move together.
  let vegaTerm: Money
  /// MR4: forwards that move apart from spot.
  let basis: Money
  /// MR5: interest rates.
  let interestRate: Money
  /// MR6: the counted share of the loss in an extreme move.
  let extremeMove: Money
  /// MR7: the cost of closing the unit.
  var minimum: Money
  /// MR8: coins owed.
  let borrowing: Money
  /// MR9: stablecoins that leave their peg.
  var depeg: Money = 0
  /// The row with the largest loss, if there is a loss.
  let worst: Scenario?

  /// max(max(MR1, MR2, MR6) + MR3 + MR4 + MR5, MR7) + MR8 + MR9.
  var total: Money {
    max(scenarioLoss + vegaTerm + basis + interestRate, minimum) + borrowing + depeg
  }

  /// max(MR1, MR2, MR6).
  var scenarioLoss: Money { max(spotShock, thetaDecay, extremeMove) }

  /// The charges of a book before tiers are applied to MR7, and without MR9.
  init(_ book: VenueBook, _ values: ParameterValues) {
    let grid = OKXGrid(values, book.name)
    let losses = grid.losses(of: book)
    let largest = { (charge: OKXGrid.Charge) in
      zip(grid.rows, losses).reduce(0) { $1.0.charge == charge ? max($0, $1.1) : $0 }
    }
    spotShock = largest(.spotShock)
    thetaDecay = largest(.thetaDecay)
    extremeMove = largest(.extremeMove)
    worst = losses.worst.map(grid.scenario)
    vegaTerm = Self.vegaTerm(grid.vegaByExpiry(of: book)) * values["vega-term-rate", of: book.name]
    basis = Self.basis(book, annual: values["annualised-move-risk", of: book.name])
    interestRate = Self.interestRate(book, move: values["interest-rate-move", of: book.name])
    minimum =
      book.grossFutures * values["futures-closing-cost", of: book.name]
      + book.netShortOptions * book.state.spot * values["option-closing-cost", of: book.name]
    borrowing = book.owedCoins * book.state.spot * values["borrowing-rate", of: book.name]
  }

  /// What expiries offset of one another's vega losses.
  private static func vegaTerm(_ gains: [Money]) -> Money {
    (gains.reduce(0) { $0 + abs($1) } - abs(gains.reduce(0, +))) / 2
  }

  /// Every expiry's net delta at the move of its forward that its time allows.
  private static func basis(_ book: VenueBook, annual: Double) -> Money {
    book.state.spot
      * book.deltasByExpiry.reduce(0) {
        $0 + abs($1.delta) * (Elementary.exp(annual * $1.years) - 1)
      }
  }

  /// What options lose when rates move their forwards at unchanged spot.
  private static func interestRate(_ book: VenueBook, move: Rate) -> Money {
    guard move > 0 else { return 0 }
    let gains = [move, -move].map { move in
      book.optionGain { $0.forward *= Elementary.exp(move * $0.years) }
    }
    return max(0, -gains[0], -gains[1])
  }
}

extension VenueBook {
  /// Coins owed outright, > 0.
  fileprivate var owedCoins: Double {
    max(0, -positions.filter { $0.instrument.isSpot }.reduce(0) { $0 + $1.units })
  }
}
