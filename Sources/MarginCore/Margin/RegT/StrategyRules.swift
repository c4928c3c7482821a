/// What Reg T and the exchange rules charge for each recognised strategy, per unit of the underlying.
///
/// Charges are as the rule books state them: premium of short options inside, long options paid for.
/// Spreads of options alone are in ``SpreadGroup``. Sources: Regulation T (12 CFR 220.12); FINRA Rule
/// 4210(c) and (f)(2); Cboe Margin Manual.
struct StrategyRules {
  /// Price of the underlying.
  let spot: Double
  /// Share of spot charged for a short option before the out-of-the-money amount.
  let shortRate: Double
  /// Multiple of a leveraged fund; 1 for anything else.
  let leverage: Double
  /// The moment, from which time to expiry counts.
  let now: Timestamp
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

  /// Adds every strategy of fixed shape the legs allow: single legs first, in their order, then pairs,
  /// then stock with two options.
  func addStrategies(for legs: [Leg], to strategies: inout [Strategy]) {
    for (i, leg) in legs.enumerated() {
      let (name, charge) = single(leg)
      strategies.append(Strategy(name: name, legs: StrategyLegs(i), charge: charge))
    }
    for (i, first) in legs.enumerated() {
      for (j, second) in legs.enumerated() where i != j {
        guard let (name, charge) = pair(first, second) else { continue }
        strategies.append(Strategy(name: name, legs: StrategyLegs(i, j), charge: charge))
      }
    }
    for (i, stock) in legs.enumerated() where stock.contract == nil {
      addStock(i, isLong: stock.isLong, with: legs, to: &strategies)
    }
  }

  private func single(_ leg: Leg) -> (String, Money) {
    guard let contract = leg.contract else {
      return leg.isLong ? ("long_stock", longStock) : ("short_stock", shortStock)
    }
    guard !leg.isLong else { return ("long_option", -loanValue(leg, contract)) }
    return contract.right == .call
      ? ("uncovered_call", uncovered(leg, contract)) : ("uncovered_put", uncovered(leg, contract))
  }

  /// What may be borrowed against a listed option that is long enough from expiry, Reg T 220.12(f).
  private func loanValue(_ leg: Leg, _ contract: OptionContract) -> Money {
    let days = 365 * now.years(until: contract.expiry)
    return days > values["long-term-days"] ? values["long-term-loan-value"] * leg.price : 0
  }

  /// A rate multiplied for a leveraged fund, at most the whole price.
  func leveraged(_ rate: Double) -> Double { min(1, rate * leverage) }

  private func uncovered(_ leg: Leg, _ contract: OptionContract) -> Money {
    let floorBase = contract.right == .call ? spot : contract.strike
    let beyond = leveraged(shortRate) * spot - contract.outOfTheMoney(at: spot)
    return leg.price + max(beyond, leveraged(values["short-option-minimum"]) * floorBase)
  }

  /// The charge for `first` held with `second`, in that role, if the rules recognise the pair.
  private func pair(_ first: Leg, _ second: Leg) -> (String, Money)? {
    guard let option = second.contract else { return nil }
    guard let other = first.contract else { return stock(first, with: second, option) }
    guard !first.isLong, !second.isLong, other.right == .call, option.right == .put else {
      return nil
    }
    return ("short_combination", combination(first, other, second, option))
  }

  /// The greater of the two single requirements plus the other option's market value.
  private func combination(
    _ call: Leg, _ callContract: OptionContract, _ put: Leg, _ putContract: OptionContract
  ) -> Money {
    let callCharge = uncovered(call, callContract)
    let putCharge = uncovered(put, putContract)
    return callCharge >= putCharge ? callCharge + put.price : putCharge + call.price
  }
}
