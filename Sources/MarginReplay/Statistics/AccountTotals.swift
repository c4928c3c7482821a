internal import MarginCore

/// What a summary needs to know of one account, added up step by step.
///
/// Its size does not depend on the number of steps, and sums run in the order of the steps.
public struct AccountTotals: Sendable {
  /// The governing model.
  public let model: String

  private(set) var count = 0
  private(set) var opening: Money?
  private(set) var peak: (amount: Money, time: Timestamp)?
  private(set) var trough: Money?
  /// The highest initial margin after the first step.
  private(set) var later: Money?
  private(set) var initialMargins: Money = 0
  private(set) var deposits: Money = 0
  private(set) var finalEquity: Money?
  /// The first of the worst steps after the first.
  private(set) var worst: (profit: Money, time: Timestamp)?
  private(set) var profit: Money = 0
  private(set) var drawdown = Drawdown()
  private(set) var breaches = (count: 0, of: 0)
  private(set) var calls = Occurrences()
  private(set) var liquidations = Occurrences()
  private(set) var deficit: Money = 0
  private(set) var hedges = (count: 0, cost: TradeCost())
  private(set) var tradingCost = TradeCost()
  private(set) var drag = DragTotals()
  private(set) var rebalancing = RebalancingTotals()
  private var parts = [Money](repeating: 0, count: Attribution.partNames.count)
  private var lastInitialMargin: Money = 0

  /// How often something happened, and when first.
  struct Occurrences: Sendable {
    var count = 0
    var first: Timestamp?

    mutating func add(_ time: Timestamp) {
      count += 1
      if first == nil { first = time }
    }
  }

  /// An account that `model` governs, before its first step.
  public init(model: String) {
    self.model = model
  }

  /// Everything that a log holds.
  init(_ log: AccountLog) {
    self.init(model: log.model)
    log.forEachStep { add($0) }
  }

  /// Adds what one step did.
  public mutating func add(_ step: AccountStep) {
    add(step.record)
    step.trades.forEach { add($0) }
    step.issuedCalls.forEach { calls.add($0.issued) }
    step.liquidations.forEach { liquidations.add($0.time) }
    step.waterfall.forEach { add($0) }
    rebalancing.add(step)
  }

  /// The sum of one part of the attribution, named as in `attribution.csv`.
  func total(_ part: String) -> Money {
    Attribution.partNames.firstIndex(of: part).map { parts[$0] } ?? 0
  }

  private mutating func add(_ step: StepRecord) {
    addMargin(step)
    var gain = 0.0
    for (index, part) in step.attribution.parts.enumerated() {
      parts[index] += part.amount
      gain += part.amount
    }
    profit += gain
    if count > 0, worst.map({ gain < $0.profit }) ?? true { worst = (gain, step.time) }
    drawdown.add(step)
    drag.add(step)
    deposits += step.deposit
    finalEquity = step.equity
    count += 1
  }

  private mutating func addMargin(_ step: StepRecord) {
    let margin = step.initialMargin
    if count == 0 { opening = margin }
    if count > 0, later.map({ $0 < margin }) ?? true { later = margin }
    if peak.map({ $0.amount < margin }) ?? true { peak = (margin, step.time) }
    if margin > 0, trough.map({ margin < $0 }) ?? true { trough = margin }
    initialMargins += margin
    if lastInitialMargin > 0 {
      breaches.of += 1
      if -step.heldProfit > lastInitialMargin { breaches.count += 1 }
    }
    lastInitialMargin = margin
  }

  private mutating func add(_ trade: TradeRecord) {
    tradingCost = tradingCost + trade.cost
    guard trade.reason == .hedge else { return }
    hedges = (hedges.count + 1, hedges.cost + trade.cost)
  }

  private mutating func add(_ payment: WaterfallRecord) {
    if payment.layer == .deficit { deficit += payment.amount }
  }
}

/// The largest fall of equity below its highest value so far, deposits taken out.
struct Drawdown: Sendable {
  private(set) var amount: Money = 0
  private var highest = -Double.infinity
  private var highestBefore: Money = 0
  private var paidIn: Money = 0

  /// The value that equity fell from.
  var peak: Money { highestBefore > 0 ? highestBefore : highest }

  mutating func add(_ step: StepRecord) {
    paidIn += step.deposit
    let equity = step.equity - paidIn
    highest = max(highest, equity)
    if highest - equity > amount { (amount, highestBefore) = (highest - equity, highest) }
  }
}

extension Attribution {
  /// The names of the parts, in the order of `attribution.csv`.
  public static let partNames = Attribution().parts.map(\.name)
}
