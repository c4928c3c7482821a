internal import MarginReplay

/// Checks that what an experiment claims can be compared with a run's summary.
struct DeclaredChecks {
  /// The texts under `checks`.
  let claims: [Setting]
  /// The models that govern an account; empty when they are not known.
  let models: [String]

  var problems: [Problem] { claims.compactMap(problem) }

  private func problem(of claim: Setting) -> Problem? {
    guard let text = claim.text else { return nil }
    guard let check = DeclaredCheck(text) else {
      return problem(
        claim, "is not a check",
        hint: "write  metric(model) >= number, such as  coverage(span) >= 0.99")
    }
    let metrics = AccountSummary.metricNames
    guard metrics.contains(check.metric) else {
      return problem(
        claim, "names no metric of a summary", hint: hint(for: check.metric, among: metrics))
    }
    guard models.isEmpty || models.contains(check.model) else {
      return problem(
        claim, "names no model that governs an account",
        hint: hint(for: check.model, among: models))
    }
    return nil
  }

  private func problem(_ claim: Setting, _ fault: String, hint: String) -> Problem {
    Problem(
      at: claim.place, "`\(shown(claim.text ?? ""))` \(fault)", code: "bad-check", hint: hint)
  }
}
