public import MarginReplay

/// Everything the renderers need to know of one run.
public struct ReportInput: Sendable {
  /// The experiment's name.
  public var title: String
  /// What the experiment asks.
  public var question: String?
  /// The currency of every amount, such as `USD`.
  public var currency: String
  /// What the replay found.
  public var outline: RunOutline
  /// One summary per account, in the order of the accounts.
  public var summaries: [AccountSummary]
  /// What the run assumes, one sentence each, such as how a volatility was modelled.
  public var notes: [String]
  /// The outcomes of the declared checks.
  public var checks: [CheckOutcome]
  /// What became of the statements on the crisis that was replayed; empty when it is none.
  public var facts: [FactOutcome]

  /// A report on a run.
  public init(
    title: String, question: String? = nil, currency: String, outline: RunOutline,
    summaries: [AccountSummary], notes: [String] = [], checks: [CheckOutcome] = [],
    facts: [FactOutcome] = []
  ) {
    (self.title, self.question, self.currency) = (title, question, currency)
    (self.outline, self.summaries) = (outline, summaries)
    (self.notes, self.checks, self.facts) = (notes, checks, facts)
  }

  /// A report on a whole result.
  public init(
    title: String, question: String? = nil, currency: String, result: RunResult,
    summaries: [AccountSummary], notes: [String] = [], checks: [CheckOutcome] = [],
    facts: [FactOutcome] = []
  ) {
    self.init(
      title: title, question: question, currency: currency, outline: RunOutline(result),
      summaries: summaries, notes: notes, checks: checks, facts: facts)
  }

  /// Each account beside its summary; a missing summary reads as one without metrics.
  var accounts: [(outline: AccountOutline, summary: AccountSummary)] {
    outline.accounts.enumerated().map { index, account in
      let known = summaries.indices.contains(index) ? summaries[index] : nil
      return (account, known ?? AccountSummary(model: account.model, metrics: []))
    }
  }

  /// The verdict of every account, in order.
  var verdicts: [Verdict] {
    accounts.map { Verdict(summary: $0.summary, account: $0.outline, currency: currency) }
  }
}

/// A check the experiment declared, and how it came out.
public struct CheckOutcome: Sendable, Equatable {
  /// The check as written, such as `coverage(span) >= 0.99`.
  public var text: String
  /// Whether it holds.
  public var passed: Bool
  /// The value that was compared; `nil` when the run does not determine it.
  public var value: Double?

  /// The outcome of the check written as `text`.
  public init(text: String, passed: Bool, value: Double? = nil) {
    (self.text, self.passed, self.value) = (text, passed, value)
  }
}
