public import MarginReplay

/// What happened to the account of one model, in one sentence.
///
/// It says whether the account survived, was called, liquidated or closed out, who paid for a loss
/// beyond equity, and what the largest requirement was.
public func verdict(
  for summary: AccountSummary, log: AccountLog, currency: String
) -> String {
  Verdict(summary: summary, account: AccountOutline(log), currency: currency).sentence
}

/// The parts of a verdict.
struct Verdict {
  let summary: AccountSummary
  let account: AccountOutline
  let currency: String

  /// The whole sentence, starting with the model's name.
  var sentence: String { "\(account.model): \(body)." }

  /// The sentence without the model's name and the full stop.
  var body: String {
    ([fate] + [loss, ending, requirement].compactMap { $0 }).joined(separator: "; ")
  }

  /// How bad it was.
  var fate: String { VerdictFate(account: account, currency: currency).text }

  /// The worst thing that happened.
  var severity: Severity {
    if account.last == nil { return .none }
    if account.closedOutAt != nil { return .closedOut }
    return account.liquidations.count > 0
      ? .liquidated : account.calls.count == 0 ? .sound : .called
  }

  private var loss: String? {
    let owed = account.paid(by: .deficit)
    guard owed > 0 else { return nil }
    let own = account.paid(by: .accountEquity)
    let first = own > 0 ? "its own equity paid \(money(own)) of the loss and " : ""
    return first + "a deficit of \(money(owed)) fell on the clearing firm"
  }

  private var ending: String? {
    guard let equity = summary.number("final_equity") ?? account.last?.equity else { return nil }
    let deposits = summary.number("deposits") ?? 0
    let paidIn = deposits > 0 ? " after deposits of \(money(deposits))" : ""
    return "final equity \(money(equity))\(paidIn)"
  }

  private var requirement: String? {
    guard let peak = summary.number("peak_initial_margin") else { return nil }
    let day = summary.time("peak_initial_margin_time").map { " on \(Words.moment($0))" } ?? ""
    return "peak requirement \(money(peak))\(day)\(expansion)"
  }

  private var expansion: String {
    guard let ratio = summary.number("margin_expansion"), ratio.isFinite else { return "" }
    return ", \(NumberText.fixed(ratio, ratio < 10 ? 1 : 0)) times the opening one"
  }

  private func money(_ amount: Double) -> String { CompactNumber.money(amount, currency) }
}

/// Outcomes from best to worst.
enum Severity: String {
  case none, sound, called, liquidated
  case closedOut = "closed-out"
}
