/// The name of a spread: that of its shape, or `combined_spread`.
///
/// The shape is written leg by leg from the lowest strike, puts first: side, units over the smallest,
/// right, and `=` before a leg of the same strike as the one before.
func spreadName(of legs: [(leg: StrategyRules.Leg, units: Double)]) -> String {
  let sorted = legs.compactMap { leg, units in
    leg.contract.map { (contract: $0, units: units, isLong: leg.isLong) }
  }.sorted {
    ($0.contract.strike, $0.contract.right.sign) < ($1.contract.strike, $1.contract.right.sign)
  }
  if sorted.count == 2, sorted[0].contract.right == sorted[1].contract.right {
    return sorted[0].contract.right == .call ? "call_spread" : "put_spread"
  }
  let least = sorted.map(\.units).min() ?? 1
  let shape = sorted.enumerated().map { index, leg in
    let equal = index > 0 && sorted[index - 1].contract.strike == leg.contract.strike
    return (equal ? "=" : "") + (leg.isLong ? "+" : "-") + ratio(leg.units / least)
      + leg.contract.right.rawValue
  }
  return spreadNames[shape.joined()] ?? "combined_spread"
}

private func ratio(_ value: Double) -> String {
  let matches = { (whole: Double) in abs(value - whole) <= 1e-9 * whole }
  return matches(1) ? "1" : matches(2) ? "2" : "?"
}

private let spreadNames = [
  "+1C-2C+1C": "long_butterfly", "+1P-2P+1P": "long_butterfly",
  "-1C+2C-1C": "short_butterfly", "-1P+2P-1P": "short_butterfly",
  "+1C-1C-1C+1C": "long_condor", "+1P-1P-1P+1P": "long_condor",
  "-1C+1C+1C-1C": "short_condor", "-1P+1P+1P-1P": "short_condor",
  "+1P-1P-1C+1C": "iron_condor", "+1P-1P=-1C+1C": "iron_butterfly",
  "+1P=-1C-1P=+1C": "short_box", "-1P=+1C+1P=-1C": "long_box",
]
