internal import MarginCore
internal import MarginReplay

extension Experiment {
  /// Which delta is hedged, in a sentence for the report; `nil` where no delta is.
  var hedgingNote: String? {
    guard let hedging = settings["hedging"]?.record, let policy = hedging["policy"]?.text,
      policy != "none"
    else { return nil }
    return
      "Delta is hedged by \(policy) in \(hedging["vehicle"]?.text ?? "spot"); it is \(deltaText)."
  }

  private var deltaText: String {
    [ruleText, adjustmentText].compactMap(\.self).joined(separator: ", ")
  }

  private var ruleText: String {
    if let rule = hedging.dynamics { return rule.rawValue }
    return market.underlyings.contains(where: \.volatility.hasSurface)
      ? "what the volatility declares" : "sticky-strike"
  }

  private var adjustmentText: String? {
    if hedging.policy is ZakamoulineHedge { return "at the volatility of Zakamouline" }
    guard let adjustment = hedging.adjustment as? CostAdjustedDelta else { return nil }
    return "at the volatility of \(adjustment.model.rawValue) for hedges every "
      + durationText(adjustment.interval)
  }
}

extension VolatilitySource {
  fileprivate var hasSurface: Bool {
    switch self {
    case .index, .surface, .smiles, .quotes: true
    case .constant, .realised, .ewma, .regression, .file: false
    }
  }
}
