import MarginCore
import MarginReplay

/// What one account stood at before and after a move.
struct AccountAtMove {
  let log: AccountLog
  let move: LargestMove

  /// The step before the move.
  var before: StepRecord? { record(move.step - 1) }

  /// The step that ends with the move.
  var after: StepRecord? { record(move.step) }

  /// Initial margin asked before anything was rolled, hedged or closed by force.
  var askedInitial: Double? {
    liquidation?.initialMarginBefore ?? call.map { $0.equity + $0.amount } ?? after?.initialMargin
  }

  /// Maintenance margin asked when the call was issued, if one was.
  var askedMaintenance: Double? { call?.maintenanceMargin ?? after?.maintenanceMargin }

  /// The call issued in the step of the move.
  var call: CallRecord? { log.calls.first { $0.issued == move.time } }

  /// The first forced reduction in the step of the move.
  var liquidation: LiquidationRecord? { log.liquidations.first { $0.time == move.time } }

  /// Whether the account was called by the move, and for how much.
  func callText(_ currency: String) -> String {
    if let call { return "called for \(CompactNumber.money(call.amount, currency))" }
    let open = log.calls.last { $0.issued < move.time && ($0.closed ?? move.time) >= move.time }
    return open.map { "already called on \(Words.moment($0.issued))" } ?? "not called"
  }

  private func record(_ step: Int) -> StepRecord? {
    log.steps.indices.contains(step) ? log.steps[step] : nil
  }
}
