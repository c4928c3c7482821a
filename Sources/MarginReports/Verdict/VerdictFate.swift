import MarginCore
import MarginReplay

/// The first clause of a verdict: survived, called, liquidated or closed out, and when.
struct VerdictFate {
  let account: AccountOutline
  let currency: String

  var text: String {
    if account.last == nil { return "no step was replayed" }
    let clauses = [called, liquidated, closedOut ?? survived].compactMap { $0 }
    return Words.listed(clauses)
  }

  private var called: String? {
    guard let first = account.calls.earliest.first else { return nil }
    let day = Words.moment(first.issued)
    let count = account.calls.count
    return count == 1 ? "called on \(day)" : "called \(Words.times(count)), first on \(day)"
  }

  private var liquidated: String? {
    guard let first = account.partial.first else { return nil }
    let day = moment(first.time)
    if account.partial.count == 1 { return "had \(share(first)) of the book liquidated \(day)" }
    return "partly liquidated \(Words.times(account.partial.count)), first \(share(first)) \(day)"
  }

  private var closedOut: String? {
    account.closedOutAt.map { "was closed out \(moment($0))" }
  }

  private var survived: String? {
    if account.calls.count == 0 { return "survived without a margin call" }
    if account.partial.count > 0 { return "survived with a smaller book" }
    return outstanding ? "ended with a call outstanding" : "survived without liquidation"
  }

  /// `on` a moment, or `at once` when that is the moment of the first call.
  private func moment(_ time: Timestamp) -> String {
    account.calls.earliest.first?.issued == time ? "at once" : "on \(Words.moment(time))"
  }

  private var outstanding: Bool { account.calls.last?.outcome == .open }

  private func share(_ liquidation: LiquidationRecord) -> String {
    let percent = liquidation.fraction * 100
    return NumberText.trimmed(NumberText.fixed(percent, percent >= 10 ? 0 : 1)) + " %"
  }
}
