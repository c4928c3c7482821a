internal import MarginCore

extension RunResult {
  /// Hands over the steps of the result one by one, as a replay gives them.
  ///
  /// Of a result whose accounts have different numbers of steps, those that all have.
  public func forEachStep(_ body: (ReplayStep) -> Void) {
    var cursors = accounts.map { LogCursor(log: $0) }
    let count = accounts.map(\.steps.count).reduce(times.count, min)
    for index in 0..<count {
      let quotes = market.map { path in
        ReplayStep.Quote(
          spot: value(of: path.spot, at: index), volatility: value(of: path.volatility, at: index))
      }
      let steps = cursors.indices.map { cursors[$0].step(index) }
      body(ReplayStep(time: times[index], market: quotes, accounts: steps))
    }
  }

  private func value(of column: [Double], at index: Int) -> Double {
    column.indices.contains(index) ? column[index] : .nan
  }
}

extension AccountLog {
  /// Hands over what each step did, one by one.
  public func forEachStep(_ body: (AccountStep) -> Void) {
    var cursor = LogCursor(log: self)
    for index in steps.indices { body(cursor.step(index)) }
  }
}

/// A place in a log that moves on step by step.
private struct LogCursor {
  private let log: AccountLog
  private var (positions, trades, margin) = (0, 0, 0)
  private var (calls, liquidations, waterfall, rebalancings, collateral) = (0, 0, 0, 0, 0)

  init(log: AccountLog) {
    self.log = log
  }

  /// What the step with this index did; steps are asked for in their order.
  mutating func step(_ index: Int) -> AccountStep {
    let record = log.steps[index]
    var step = AccountStep(model: log.model, record: record)
    step.positions = taken(log.positions, &positions) { $0.time <= record.time }
    step.trades = taken(log.trades, &trades) { $0.time <= record.time }
    step.margin = taken(log.margin, &margin) { $0.time <= record.time }
    step.calls = calls(at: record.time)
    step.liquidations = taken(log.liquidations, &liquidations) { $0.time <= record.time }
    step.waterfall = taken(log.waterfall, &waterfall) { $0.time <= record.time }
    step.collateral = taken(log.collateral, &collateral) { $0.time <= record.time }
    step.rebalancings = taken(log.rebalancings, &rebalancings) { $0.time <= record.time }
    return step
  }

  private func taken<Record>(
    _ records: [Record], _ next: inout Int, _ belongs: (Record) -> Bool
  ) -> [Record] {
    let first = next
    while next < records.count, belongs(records[next]) { next += 1 }
    return Array(records[first..<next])
  }

  /// The calls issued or ended at `time` as they stood then; `calls` stays at one that is open.
  private mutating func calls(at time: Timestamp) -> [CallRecord] {
    var found: [CallRecord] = []
    while calls < log.calls.count, log.calls[calls].issued <= time {
      let call = log.calls[calls]
      if call.isOpen || call.closed.map({ $0 > time }) ?? false {
        if call.issued == time { found.append(call.asIssued) }
        // One that is never closed stands open until the next is issued.
        let next = calls + 1
        guard call.isOpen, next < log.calls.count, log.calls[next].issued <= time else { break }
      } else {
        found.append(call)
      }
      calls += 1
    }
    return found
  }
}

extension CallRecord {
  /// The call before anything came of it.
  fileprivate var asIssued: CallRecord {
    CallRecord(
      issued: issued, equity: equity, maintenanceMargin: maintenanceMargin, amount: amount,
      due: due)
  }
}
