import MarginCore
import MarginReplay

/// What one account stood at before and after a move.
struct AccountAtMove: Sendable {
  /// The governing model.
  let model: String
  /// The step before the move.
  let before: StepRecord?
  /// The step that ends with the move.
  let after: StepRecord
  /// The call issued in the step of the move.
  let call: CallRecord?
  /// The first forced reduction in the step of the move.
  let liquidation: LiquidationRecord?
  /// When the call was issued that was outstanding before the move.
  private let calledOn: Timestamp?

  /// The account in `step`, given the one before and the call outstanding at its end.
  init(model: String, before: StepRecord?, openCall: CallRecord?, _ step: AccountStep) {
    (self.model, self.before, after) = (model, before, step.record)
    (call, liquidation) = (step.issuedCalls.first, step.liquidations.first)
    calledOn = openCall?.issued
  }

  /// Initial margin asked before anything was rolled, hedged or closed by force.
  var askedInitial: Double {
    liquidation?.initialMarginBefore ?? call.map { $0.equity + $0.amount } ?? after.initialMargin
  }

  /// Maintenance margin asked when the call was issued, if one was.
  var askedMaintenance: Double { call?.maintenanceMargin ?? after.maintenanceMargin }

  /// Whether the account was called by the move, and for how much.
  func callText(_ currency: String) -> String {
    if let call { return "called for \(CompactNumber.money(call.amount, currency))" }
    return calledOn.map { "already called on \(Words.moment($0))" } ?? "not called"
  }
}
