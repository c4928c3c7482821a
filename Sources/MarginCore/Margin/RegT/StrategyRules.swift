/// What Reg T and the exchange rules charge for each recognised strategy, per unit of the underlying.
///
/// Charges are as the rule books state them: premium of short options inside, long options paid for.
/// Sources: Regulation T (12 CFR 220.12); FINRA Rule 4210(c) and (f)(2); Cboe Margin Manual.
struct StrategyRules {
  /// Price of the underlying.
  let spot: Double
  /// Share of spot charged for a short option before the out-of-the-money amount.
  let shortRate: Double
  /// Which of the two requirements is wanted.
  let isInitial: Bool
  /// The family's numbers.
  let values: ParameterValues

  /// One kind of holding: stock, or options of one right, strike and expiry.
  struct Leg {
    /// The option, or `nil` for stock.
    let contract: OptionContract?
    /// Market price per unit.
    let price: Double
    /// Units of the underlying; negative when short.
    var units: Double

    var isLong: Bool { units > 0 }
  }

  /// Every strategy the legs allow: single legs first, in their order, then pairs.
  func strategies(for legs: [Leg]) -> [Strategy] {
    let singles = legs.indices.map { i in
      let (name, charge) = single(legs[i])
      return Strategy(name: name, legs: [i], charge: charge)
    }
    let pairs = legs.indices.flatMap { i in
      legs.indices.compactMap { j -> Strategy? in
        guard i != j, let (name, charge) = pair(legs[i], legs[j]) else { return nil }
        return Strategy(name: name, legs: [i, j], charge: charge)
      }
    }
    return singles + pairs
  }

  private func single(_ leg: Leg) -> (String, Money) {
    guard let contract = leg.contract else {
      return leg.isLong ? ("long_stock", longStock) : ("short_stock", shortStock)
    }
    guard !leg.isLong else { return ("long_option", 0) }
    return contract.right == .call
      ? ("uncovered_call", uncovered(leg, contract)) : ("uncovered_put", uncovered(leg, contract))
  }

  private var longStock: Money {
    spot * values[isInitial ? "long-stock-initial" : "long-stock-maintenance"]
  }

  /// Initial margin is never below maintenance, whose floor in money binds for cheap stock.
  private var shortStock: Money {
    isInitial
      ? max(spot * values["short-stock-initial"], shortStockMaintenance) : shortStockMaintenance
  }

  /// FINRA 4210(c)(2) and (3): a floor in money per share, larger below 5 dollars a share.
  private var shortStockMaintenance: Money {
    spot < 5 ? max(2.5, spot) : max(5, spot * values["short-stock-maintenance"])
  }

  private func uncovered(_ leg: Leg, _ contract: OptionContract) -> Money {
    let floorBase = contract.right == .call ? spot : contract.strike
    let beyond = shortRate * spot - contract.outOfTheMoney(at: spot)
    return leg.price + max(beyond, values["short-option-minimum"] * floorBase)
  }

  /// The charge for `first` held with `second`, in that role, if the rules recognise the pair.
  private func pair(_ first: Leg, _ second: Leg) -> (String, Money)? {
    guard let option = second.contract else { return nil }
    guard let other = first.contract else { return stock(first, with: second, option) }
    if !first.isLong, !second.isLong, other.right == .call, option.right == .put {
      return ("short_combination", combination(first, other, second, option))
    }
    guard first.isLong, !second.isLong, other.right == option.right,
      other.expiry >= option.expiry
    else { return nil }
    let width = max(0, option.right.sign * (other.strike - option.strike))
    return ("\(name(option))_spread", min(width, uncovered(second, option)))
  }

  private func name(_ option: OptionContract) -> String { option.right == .call ? "call" : "put" }

  /// The greater of the two single requirements plus the other option's market value.
  private func combination(
    _ call: Leg, _ callContract: OptionContract, _ put: Leg, _ putContract: OptionContract
  ) -> Money {
    let callCharge = uncovered(call, callContract)
    let putCharge = uncovered(put, putContract)
    return callCharge >= putCharge ? callCharge + put.price : putCharge + call.price
  }

  private func stock(_ stock: Leg, with leg: Leg, _ option: OptionContract) -> (String, Money)? {
    switch (stock.isLong, leg.isLong, option.right) {
    case (true, false, .call): ("covered_call", coveredCall(option))
    case (false, false, .put): ("covered_put", shortStock + option.intrinsic(at: spot))
    case (true, true, .put): ("protective_put", protected(longStock, option))
    case (false, true, .call): ("protective_call", protected(shortStock, option))
    default: nil
    }
  }

  private func coveredCall(_ option: OptionContract) -> Money {
    let rate = values["long-stock-maintenance"]
    let maintenance = rate * min(spot, option.strike) + option.intrinsic(at: spot)
    return isInitial ? max(longStock, maintenance) : maintenance
  }

  /// FINRA 4210(f)(2)(G): 10 % of the strike plus the amount out of the money, at most the stock's.
  private func protected(_ stock: Money, _ option: OptionContract) -> Money {
    isInitial ? stock : min(stock, 0.10 * option.strike + option.outOfTheMoney(at: spot))
  }
}
