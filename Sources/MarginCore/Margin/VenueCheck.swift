extension MarketState {
  /// Checks what ``check(_:)`` does, and that every contract has a price above 0 to be sized at.
  func checkMarks(_ portfolio: Portfolio) throws(ModelError) {
    try check(portfolio)
    for position in portfolio.positions where position.quantity != 0 {
      let underlying = position.instrument.underlying
      let price = position.price(in: self[underlying], at: time)
      guard price.isFinite, price > 0 || !position.instrument.paysVariation else {
        throw .unusablePrice(underlying: underlyings[underlying].name, value: price)
      }
    }
  }

  /// Throws when `covers` says no to a position.
  func check(
    _ portfolio: Portfolio, coveredBy model: some MarginModel, hint: String
  ) throws(ModelError) {
    for position in portfolio.positions where position.quantity != 0 {
      guard !model.covers(position.instrument) else { continue }
      throw .unsupported(
        model: model.id,
        instrument:
          "\(position.instrument.kind) on \(underlyings[position.instrument.underlying].name)",
        hint: hint)
    }
  }
}
