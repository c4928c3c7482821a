/// Stock, alone and with one or two options: charges per unit, stock counted at its market value.
///
/// Where the rule counts long stock at no more than the strike of the call written on it, the excess
/// of its price over that strike is part of the charge here. Sources: FINRA Rule 4210(c) and
/// (f)(2)(G); Cboe Margin Manual.
extension StrategyRules {
  /// Initial margin is never below maintenance, which leverage may raise above it.
  var longStock: Money {
    let maintenance = spot * leveraged(values["long-stock-maintenance"])
    return isInitial ? max(spot * values["long-stock-initial"], maintenance) : maintenance
  }

  /// Initial margin is never below maintenance, whose floor in money binds for cheap stock.
  var shortStock: Money {
    isInitial
      ? max(spot * values["short-stock-initial"], shortStockMaintenance) : shortStockMaintenance
  }

  /// FINRA 4210(c)(2) and (3): a floor in money per share, larger below 5 dollars a share.
  private var shortStockMaintenance: Money {
    spot < 5 ? max(2.5, spot) : max(5, spot * leveraged(values["short-stock-maintenance"]))
  }

  /// The charge for stock with one option, if the rules recognise the pair.
  func stock(_ stock: Leg, with leg: Leg, _ option: OptionContract) -> (String, Money)? {
    switch (stock.isLong, leg.isLong, option.right) {
    case (true, false, .call): ("covered_call", coveredCall(option))
    case (false, false, .put): ("covered_put", shortStock + option.intrinsic(at: spot))
    case (true, true, .put): ("protective_put", protected(longStock, option))
    case (false, true, .call): ("protective_call", protected(shortStock, option))
    default: nil
    }
  }

  private func coveredCall(_ option: OptionContract) -> Money {
    let rate = leveraged(values["long-stock-maintenance"])
    let maintenance = rate * min(spot, option.strike) + option.intrinsic(at: spot)
    return isInitial ? max(longStock, maintenance) : maintenance
  }

  /// FINRA 4210(f)(2)(G): 10 % of the strike plus the amount out of the money, at most the stock's.
  private func protected(_ stock: Money, _ option: OptionContract) -> Money {
    isInitial ? stock : min(stock, tenth(of: option) + option.outOfTheMoney(at: spot))
  }

  private func tenth(of option: OptionContract) -> Money {
    values["protected-stock-rate"] * option.strike
  }

  /// Adds conversions, reverse conversions and collars of one stock leg.
  func addStock(
    _ stock: Int, isLong: Bool, with legs: [Leg], to strategies: inout [Strategy]
  ) {
    for (i, call) in legs.enumerated() where call.isOption(.call, isLong: !isLong) {
      for (j, put) in legs.enumerated() where put.isOption(.put, isLong: isLong) {
        guard let callContract = call.contract, let putContract = put.contract,
          callContract.expiry == putContract.expiry,
          let (name, charge) = charge(isLong: isLong, callContract, putContract)
        else { continue }
        strategies.append(Strategy(name: name, legs: StrategyLegs(stock, i, j), charge: charge))
      }
    }
  }

  private func charge(
    isLong: Bool, _ call: OptionContract, _ put: OptionContract
  ) -> (String, Money)? {
    if call.strike == put.strike {
      return isLong
        ? ("conversion", locked(longStock, call)) : ("reverse_conversion", locked(shortStock, put))
    }
    guard isLong, call.strike > put.strike else { return nil }
    return ("collar", collar(call, put))
  }

  /// Stock whose price no longer matters; `option` is the short one.
  private func locked(_ stock: Money, _ option: OptionContract) -> Money {
    max(isInitial ? stock : 0, tenth(of: option)) + option.intrinsic(at: spot)
  }

  private func collar(_ call: OptionContract, _ put: OptionContract) -> Money {
    let protected = tenth(of: put) + put.outOfTheMoney(at: spot)
    let capped = leveraged(values["long-stock-maintenance"]) * call.strike
    let maintenance = min(protected, capped) + call.intrinsic(at: spot)
    return isInitial ? max(longStock, maintenance) : maintenance
  }
}

extension StrategyRules.Leg {
  fileprivate func isOption(_ right: OptionRight, isLong: Bool) -> Bool {
    contract?.right == right && self.isLong == isLong
  }
}
