public import MarginCore

/// The twins of one book under one margin model, and what set them apart.
public struct TwinComparison: Sendable {
  /// The governing model.
  public let model: String
  /// The stablecoin-margined account.
  public let linear: AccountLog
  /// The coin-margined account.
  public let inverse: AccountLog
  /// The difference at every step.
  public let steps: [TwinStep]
}

/// How far the coin-margined twin is ahead at the end of one step, and why, from the start on.
public struct TwinStep: Sendable, Equatable {
  /// The step's moment.
  public let time: Timestamp
  /// Equity of the linear twin less what was paid in.
  public let linear: Money
  /// Equity of the inverse twin less what was paid in.
  public let inverse: Money
  /// The parts; their sum is ``difference``.
  public let parts: TwinParts

  /// Inverse less linear.
  public var difference: Money { inverse - linear }
}

/// Why one twin is ahead of the other, in the account's currency.
///
/// All but ``liquidation`` are those of twins that are never liquidated.
public struct TwinParts: Sendable, Equatable {
  /// Gains of the inverse contracts in each step at that step's price, less those of the linear ones.
  public var payoff: Money = 0
  /// Worth that the coins gained which the account started with.
  public var pledged: Money = 0
  /// Worth that the coins gained which contracts had paid, or lost which they had taken.
  public var paid: Money = 0
  /// Costs, funding, interest and dividends of the inverse twin less those of the linear one.
  public var carry: Money = 0
  /// What liquidations and deposits did to the difference.
  public var liquidation: Money = 0

  /// No difference.
  public init() {}

  /// The parts with their names, in the order of `twins.csv`.
  public var all: [(name: String, amount: Money)] {
    [
      ("payoff_convexity", payoff), ("translation_pledged", pledged), ("translation_paid", paid),
      ("carry", carry), ("liquidation", liquidation),
    ]
  }

  /// The sum of the parts.
  public var total: Money { all.reduce(0) { $0 + $1.amount } }
}

extension Twins {
  /// Replays both twins under each of their models, with their liquidations and without.
  ///
  /// - Throws: ``ReplayError`` when a model cannot margin one of the books.
  public func run(
    over history: MarketHistory, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(ReplayError) -> [TwinComparison] {
    let plans = [linear, inverse, linear.withoutLiquidation, inverse.withoutLiquidation]
    var results: [RunResult] = []
    for (index, plan) in plans.enumerated() {
      results.append(
        try plan.run(over: history) { progress(index * $1 + $0, plans.count * $1) })
    }
    return linear.models.indices.map { model in
      let logs = results.map { $0.accounts[model] }
      return TwinComparison(
        model: linear.models[model].id, linear: logs[0], inverse: logs[1],
        steps: steps(logs, pledgedWorth(over: history)))
    }
  }

  /// Worth of the coins that the inverse twin starts with, at every step.
  private func pledgedWorth(over history: MarketHistory) -> [Money] {
    let pledged = Portfolio(collateral: inverse.collateral)
    return history.steps.map { pledged.collateralValue(in: history[$0]) }
  }

  private func steps(_ logs: [AccountLog], _ pledged: [Money]) -> [TwinStep] {
    var (parts, translation, linearPaidIn, inversePaidIn) = (TwinParts(), 0.0, 0.0, 0.0)
    return logs[0].steps.indices.map { index in
      let (linear, inverse) = (logs[0].steps[index], logs[1].steps[index])
      let (freeLinear, freeInverse) = (logs[2].steps[index], logs[3].steps[index])
      linearPaidIn += linear.deposit
      inversePaidIn += inverse.deposit
      parts.payoff += freeInverse.heldProfit - freeLinear.heldProfit
      translation += freeInverse.attribution.translation
      parts.pledged = pledged[index] - worth
      parts.paid = translation - parts.pledged
      let free = freeInverse.equity - freeLinear.equity
      parts.carry = free - parts.payoff - translation
      let step = (linear.equity - linearPaidIn, inverse.equity - inversePaidIn)
      parts.liquidation = step.1 - step.0 - free
      return TwinStep(time: linear.time, linear: step.0, inverse: step.1, parts: parts)
    }
  }
}
