import MarginCore
import MarginReplay

/// What a report tells of one account.
struct AccountOutline: Sendable {
  /// The governing model.
  let model: String
  private(set) var lines: AccountLines
  private(set) var calls = EventOutline<CallRecord>()
  private(set) var liquidations = EventOutline<LiquidationRecord>()
  private(set) var waterfall = EventOutline<WaterfallRecord>()
  /// Forced reductions that left something of the book: how many, and the first.
  private(set) var partial = (count: 0, first: LiquidationRecord?.none)
  /// When the account was closed by force.
  var closedOutAt: Timestamp? { closedOutStep ?? fullyLiquidatedAt }
  /// The sum of each part of the attribution.
  private(set) var totals = [Double](repeating: 0, count: Attribution.partNames.count)
  /// Losses by the size of the move.
  private(set) var convexity = ConvexityBySize()
  /// Whether the book had gamma at some step.
  private(set) var isConvex = false
  /// The account at the end of the last step.
  private(set) var last: StepRecord?
  /// The account around the largest move of each underlying.
  private(set) var moves: [AccountAtMove?]

  private var paid = [Double](repeating: 0, count: WaterfallLayer.allCases.count)
  private var closedOutStep: Timestamp?
  private var fullyLiquidatedAt: Timestamp?

  init(model: String, underlyings: Int, steps: Int) {
    self.model = model
    lines = AccountLines(steps: steps)
    moves = Array(repeating: nil, count: underlyings)
  }

  /// Adds a step, at which the underlyings with these indices have made their largest move so far.
  mutating func add(_ step: AccountStep, largestMoves: [Int]) {
    lines.add(step)
    for underlying in largestMoves {
      moves[underlying] = AccountAtMove(model: model, before: last, openCall: openCall, step)
    }
    for (index, part) in step.record.attribution.parts.enumerated() { totals[index] += part.amount }
    if closedOutStep == nil, step.record.status == .closedOut { closedOutStep = step.time }
    convexity.add(step.record)
    if step.record.hedging.gammaPerVariance != 0 { isConvex = true }
    addEvents(step)
    last = step.record
  }

  /// The call that is outstanding.
  private var openCall: CallRecord? { calls.last.flatMap { $0.isOpen ? $0 : nil } }

  private mutating func addEvents(_ step: AccountStep) {
    for call in step.calls {
      if call.issued == step.time { calls.append(call) } else { calls.replaceLast(call) }
    }
    for record in step.liquidations {
      liquidations.append(record)
      if record.isFull, fullyLiquidatedAt == nil { fullyLiquidatedAt = record.time }
      if !record.isFull { partial = (partial.count + 1, partial.first ?? record) }
    }
    for record in step.waterfall {
      waterfall.append(record)
      for (index, layer) in WaterfallLayer.allCases.enumerated() where layer == record.layer {
        paid[index] += record.amount
      }
    }
  }

  /// The sum of one part of the attribution, named as in `attribution.csv`.
  func total(_ part: String) -> Double {
    Attribution.partNames.firstIndex(of: part).map { totals[$0] } ?? 0
  }

  /// What `layer` paid in total.
  func paid(by layer: WaterfallLayer) -> Double {
    WaterfallLayer.allCases.firstIndex(of: layer).map { paid[$0] } ?? 0
  }
}

extension AccountOutline {
  /// The outline of a whole log.
  init(_ log: AccountLog) {
    self.init(model: log.model, underlyings: 0, steps: log.steps.count)
    log.forEachStep { add($0, largestMoves: []) }
  }
}
