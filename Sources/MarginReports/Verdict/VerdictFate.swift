import MarginCore
import MarginReplay

/// The first clause of a verdict: survived, called, liquidated or closed out, and when.
struct VerdictFate {
  let log: AccountLog
  let currency: String

  var text: String {
    if log.steps.isEmpty { return "no step was replayed" }
    let clauses = [called, liquidated, closedOut ?? survived].compactMap { $0 }
    return Words.listed(clauses)
  }

  private var called: String? {
    guard let first = log.calls.first else { return nil }
    let day = Words.moment(first.issued)
    let count = log.calls.count
    return count == 1 ? "called on \(day)" : "called \(Words.times(count)), first on \(day)"
  }

  private var partial: [LiquidationRecord] { log.liquidations.filter { !$0.isFull } }

  private var liquidated: String? {
    guard let first = partial.first else { return nil }
    let day = moment(first.time)
    if partial.count == 1 { return "had \(share(first)) of the book liquidated \(day)" }
    return "partly liquidated \(Words.times(partial.count)), first \(share(first)) \(day)"
  }

  private var closedOut: String? {
    log.closedOutAt.map { "was closed out \(moment($0))" }
  }

  private var survived: String? {
    if log.calls.isEmpty { return "survived without a margin call" }
    if !partial.isEmpty { return "survived with a smaller book" }
    return outstanding ? "ended with a call outstanding" : "survived without liquidation"
  }

  /// `on` a moment, or `at once` when that is the moment of the first call.
  private func moment(_ time: Timestamp) -> String {
    log.calls.first?.issued == time ? "at once" : "on \(Words.moment(time))"
  }

  private var outstanding: Bool { log.calls.last?.outcome == .open }

  private func share(_ liquidation: LiquidationRecord) -> String {
    let percent = liquidation.fraction * 100
    return NumberText.trimmed(NumberText.fixed(percent, percent >= 10 ? 0 : 1)) + " %"
  }
}
