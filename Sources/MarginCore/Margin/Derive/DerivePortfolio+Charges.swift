extension DerivePortfolio {
  /// Charges on sizes, whatever the scenarios say, without maintenance haircuts of collateral.
  func contingencies(of book: DeriveBook, _ name: String) -> (maintenance: Money, initial: Money) {
    let (perpetuals, naked) = (abs(book.perpetuals) * book.spot, book.nakedOptions * book.spot)
    let haircuts = book.collateral.reduce(0) {
      $0 + $1.value * ($1.asset.initialHaircut - $1.asset.haircut)
    }
    return (
      perpetuals * values["perpetual-maintenance", of: name]
        + naked * values["option-maintenance", of: name],
      perpetuals * values["perpetual-initial", of: name]
        + naked * values["option-initial", of: name] + haircuts + confidenceCharge(book, name)
    )
  }

  /// Charge for oracles that disagree.
  private func confidenceCharge(_ book: DeriveBook, _ name: String) -> Money {
    let charge = { values.confidenceCharge($0, of: name) * $1 }
    let expiries = book.expiries.reduce(0) {
      $0 + charge(min(book.confidence, $1.confidence), $1.gross * book.spot)
    }
    let collateral = book.collateral.reduce(0) {
      $0 + charge(min(book.spotConfidence, $1.asset.confidence), $1.value)
    }
    return expiries + collateral + charge(book.confidence, abs(book.perpetuals) * book.spot)
  }
}
