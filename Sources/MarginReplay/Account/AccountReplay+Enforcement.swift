internal import MarginCore

/// A margin call that has not ended.
struct OpenCall {
  /// The call as it was issued.
  let record: CallRecord
  /// The step at which it was issued.
  let step: Int
}

extension AccountReplay {
  /// Checks the requirement, and calls, cures or liquidates.
  @inline(__always)
  mutating func enforce(at index: Int, in market: MarketState) throws(ModelError) {
    try measure(in: market)
    if equity < requirement.maintenance {
      try meetDeficiency(at: index, in: market)
    } else if openCall != nil {
      closeCall(.recovered, at: market.time)
    }
  }

  private mutating func meetDeficiency(
    at index: Int, in market: MarketState
  ) throws(ModelError) {
    if openCall == nil { issueCall(at: index, equity, in: market) }
    guard isDue(at: index, market.time) else { return }
    if !cure(equity, in: market) { try liquidate(equity, in: market) }
  }

  mutating func issueCall(at index: Int, _ equity: Money, in market: MarketState) {
    let call = CallRecord(
      issued: market.time, equity: equity, maintenanceMargin: requirement.maintenance,
      amount: requirement.initial - equity, due: due(after: market.time))
    openCall = OpenCall(record: call, step: index)
  }

  private func due(after issued: Timestamp) -> Timestamp? {
    switch plan.settlement.grace {
    case .steps(let count): count == 0 ? issued : nil
    case .span(let span): issued + span
    }
  }

  private func isDue(at index: Int, _ time: Timestamp) -> Bool {
    guard let openCall else { return false }
    switch plan.settlement.grace {
    case .steps(let count): return index - openCall.step >= count
    case .span(let span): return time >= openCall.record.issued + span
    }
  }

  private mutating func closeCall(
    _ outcome: CallOutcome, at time: Timestamp, deposited: Money = 0
  ) {
    guard var call = openCall?.record else { return }
    (call.outcome, call.closed, call.deposited) = (outcome, time, deposited)
    step.calls.append(call)
    openCall = nil
  }

  /// Pays in what restores initial margin, within the limit, if that restores at least maintenance.
  private mutating func cure(_ equity: Money, in market: MarketState) -> Bool {
    guard case .topUp(let limit) = plan.settlement.cure else { return false }
    let deposit = min(requirement.initial - equity, limit - paidIn)
    guard deposit > 0, equity + deposit >= requirement.maintenance else { return false }
    account.portfolio.cash += deposit
    paidIn += deposit
    step.deposit += deposit
    closeCall(.deposited, at: market.time, deposited: deposit)
    return true
  }

  private mutating func liquidate(
    _ equity: Money, in market: MarketState
  ) throws(ModelError) {
    let liquidation =
      switch plan.settlement.liquidation {
      case .partial: try Liquidation.partial(of: account, in: market, under: model)
      case .full: try Liquidation.full(of: account, in: market, under: model)
      }
    let costBefore = account.attribution.costs
    account = liquidation.account
    step.isLiquidated = true
    let equityAfter = account.equity(in: market)
    step.liquidations.append(
      LiquidationRecord(
        time: market.time, fraction: liquidation.fraction, equityBefore: equity,
        initialMarginBefore: requirement.initial, equityAfter: equityAfter,
        initialMarginAfter: liquidation.requirement.initial,
        cost: costBefore - account.attribution.costs))
    closeCall(.liquidated, at: market.time)
    if liquidation.fraction == 1 { closeOut(at: market.time, equityAfter) }
  }

  /// Ends the account's trading and records who paid for the step's loss.
  private mutating func closeOut(at time: Timestamp, _ equityAfter: Money) {
    isClosedOut = true
    let deficit = max(0, -equityAfter)
    let paid = max(0, max(0, step.opening) - max(0, equityAfter))
    step.waterfall.append(WaterfallRecord(time: time, layer: .accountEquity, amount: paid))
    step.waterfall.append(WaterfallRecord(time: time, layer: .deficit, amount: deficit))
  }
}
