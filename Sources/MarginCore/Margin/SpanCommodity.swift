/// One combined commodity of a portfolio with every charge before credits.
struct SpanCommodity {
  let name: String
  /// Name of the group that may use its excess option value.
  let group: String
  let losses: [Money]
  let active: Scenario?
  /// Composite delta of all positions, in contracts.
  var netDelta = 0.0
  var interMonth: Money = 0
  var delivery: Money = 0
  let minimum: Money
  let exposure: Money
  /// Value of long options less that of short ones; 0 where options are margined like futures.
  let optionValue: Money
  /// What a book of nothing but long options is worth, which caps its charge.
  let cap: Money?
  var credit: Money = 0

  var scan: Money { max(0, losses.max() ?? 0) }

  /// The larger of the risk after credits and the short-option minimum.
  var risk: Money { max(scan + interMonth + delivery - credit, minimum) }

  /// What equity must cover when the risk is taken `multiple` times.
  func charge(times multiple: Double) -> Money {
    min(risk * multiple + exposure, cap ?? .infinity)
  }

  /// Price risk per delta: the scan risk without its parts for volatility and time.
  ///
  /// The active scenario is averaged with its volatility twin; the loss with no price move is taken
  /// off.
  var weightedPriceRisk: Money {
    guard let active = losses.worst, netDelta != 0 else { return 0 }
    let adjusted = active < 14 ? (losses[active] + losses[active ^ 1]) / 2 : losses[active]
    return max(0, adjusted - (losses[0] + losses[1]) / 2) / abs(netDelta)
  }
}
