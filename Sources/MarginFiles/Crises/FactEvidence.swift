internal import MarginCore
public import MarginReplay

/// What a run offers to check statements with.
public struct FactEvidence: Sendable {
  private let prices: [String: PriceSeries]
  private let volatilities: [String: PriceSeries]
  private let summaries: [AccountSummary]

  /// The data of `loaded` and what its replay found.
  public init(_ loaded: LoadedExperiment, _ summaries: [AccountSummary]) {
    let names = loaded.experiment.market.underlyings.map(\.underlying.name)
    let history = loaded.history
    let paths = history.underlyings.enumerated().map { index, underlying in
      var series = PriceSeries()
      series.times = Array(history.times[history.steps])
      series.close = history.steps.map { history[$0][index].volatility }
      return (underlying.name, series)
    }
    prices = Dictionary(zip(names, loaded.prices)) { first, _ in first }
    volatilities = Dictionary(paths) { first, _ in first }
    self.summaries = summaries
  }

  /// What `check` finds: a number, and whether it is as claimed.
  func outcome(of check: FactCheck) throws(NoEvidence) -> (found: Double, holds: Bool) {
    switch check.claim {
    case .metric(let check):
      let outcome = check.outcome(in: summaries)
      guard let value = outcome.value else { throw NoEvidence("the run does not determine it") }
      return (value, outcome.passed)
    case .market(let quantity, let underlying, let days, let bound):
      let series = (quantity == .volatility ? volatilities : prices)[underlying]
      let value = try quantity.value(in: series ?? PriceSeries(), days)
      guard value.isFinite else { throw NoEvidence("the data have no value \(days)") }
      return (value, bound.comparison.holds(value, bound.value, within: bound.tolerance))
    }
  }
}

extension Crisis {
  /// What became of every statement in a run with `evidence` that was given the files called `given`.
  public func outcomes(on evidence: FactEvidence, given: [String]) -> [FactOutcome] {
    statements.map { $0.outcome(on: evidence, given) }
  }
}

extension Crisis.Statement {
  fileprivate func outcome(on evidence: FactEvidence, _ given: [String]) -> FactOutcome {
    do throws(NoEvidence) {
      guard let check else { throw NoEvidence(unchecked ?? "not a matter of market data") }
      if let needs, !given.contains(needs) { throw NoEvidence("needs --file \(needs)=PATH") }
      let (found, holds) = try evidence.outcome(of: check)
      return outcome(found: found, holds ? .reproduced : .notReproduced)
    } catch {
      return outcome(found: nil, .notCheckable, error.reason)
    }
  }

  private func outcome(
    found: Double?, _ verdict: FactOutcome.Verdict, _ reason: String? = nil
  ) -> FactOutcome {
    FactOutcome(
      kind, text, date: date, source: source, check: check?.text, found: found, verdict,
      reason: reason)
  }
}
