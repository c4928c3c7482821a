extension DerivePortfolio {
  /// Discounted value of an expiry at its marks.
  func marked(_ expiry: DeriveExpiry) -> Money {
    expiry.discount * expiry.value(at: expiry.forward, volatility: \.volatility)
  }

  /// Profit of a book in one scenario.
  func profit(of book: DeriveBook, in scenario: DeriveScenario, _ name: String) -> Money {
    let options = book.expiries.reduce(0) { $0 + profit(of: $1, in: scenario, name) }
    let linear =
      book.perpetualValue + book.collateral.reduce(0) { $0 + ($1.moves ? $1.value : 0) }
    return (options + linear * (scenario.price - 1)) * scenario.weight
  }

  private func profit(
    of expiry: DeriveExpiry, in scenario: DeriveScenario, _ name: String
  ) -> Money {
    let forward = expiry.variable * scenario.price + expiry.fixed
    let shocked =
      expiry.discount
      * expiry.value(at: forward) { option in
        volatility(of: option, expiry, forward, scenario.shape, name)
      }
    let profit = shocked * haircut(shocked, expiry, name) - marked(expiry)
    // The opposite rotation is assumed to be as likely, so that expiries never offset one another.
    guard case .level = scenario.shape else { return -abs(profit) }
    return profit
  }

  private func volatility(
    of option: DeriveExpiry.Option, _ expiry: DeriveExpiry, _ forward: Double,
    _ shape: DeriveScenario.Shape, _ name: String
  ) -> Volatility {
    let k = { Elementary.logRatio(option.strike, forward) }
    switch shape {
    case .level(let move):
      let shocks = VolatilityShock(
        values, name, floorDays: values["floor-days", of: name],
        leastUp: values["least-vol-up", of: name])
      return shocks.moved(option.volatility, move, years: expiry.years)
    case .linearSkew:
      let skew = DeriveSkew(values, name, kind: "linear", years: expiry.years)
      return option.volatility * skew.factor(k())
    case .absoluteSkew:
      let skew = DeriveSkew(values, name, kind: "absolute", years: expiry.years)
      return option.volatility * skew.factor(abs(k()))
    }
  }

  /// Factor on the value of an expiry after a shock: gains count for less, debts for more.
  private func haircut(_ shocked: Money, _ expiry: DeriveExpiry, _ name: String) -> Double {
    let side = shocked >= 0 ? "long" : "short"
    let growth =
      expiry.years
      * (expiry.rate * values["\(side)-rate-multiple", of: name]
        + values["\(side)-rate-added", of: name])
    let base = values["\(side)-discount", of: name]
    return shocked >= 0
      ? base * Elementary.exp(-growth) : min(1 / expiry.discount, base * Elementary.exp(growth))
  }

  /// Loss of every expiry by itself when its forward moves without the others, ≤ 0.
  func basisContingency(of book: DeriveBook, _ name: String) -> Money {
    book.expiries.reduce(0) { sum, expiry in
      let factor =
        values["basis-added", of: name] + values["basis-multiple", of: name] * expiry.years
      let moves = [values["basis-up", of: name], values["basis-down", of: name]].map { move in
        let forward = expiry.variable * move + expiry.fixed
        return expiry.discount * expiry.value(at: forward, volatility: \.volatility)
          - marked(expiry)
      }
      return sum + min(0, moves[0], moves[1]) * factor
    }
  }

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
    let charge = { (confidence: Double, notional: Money) in
      confidence < values["confidence-threshold", of: name]
        ? (1 - confidence) * values["confidence-margin", of: name] * notional : 0
    }
    let expiries = book.expiries.reduce(0) {
      $0 + charge(min(book.confidence, $1.confidence), $1.gross * book.spot)
    }
    let collateral = book.collateral.reduce(0) {
      $0 + charge(min(book.spotConfidence, $1.asset.confidence), $1.value)
    }
    return expiries + collateral + charge(book.confidence, abs(book.perpetuals) * book.spot)
  }
}
