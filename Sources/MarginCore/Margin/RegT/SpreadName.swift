/// The name of a spread: that of its shape, or `combined_spread`.
///
/// The shape is written leg by leg from the lowest strike, puts first: side, units over the smallest,
/// right, and `=` before a leg of the same strike as the one before. No name has more than four legs, or
/// two of the same strike and right.
func spreadName(of parts: ArraySlice<MatchedPart>, in legs: [StrategyRules.Leg]) -> String {
  guard parts.count <= 4, let first = legs[parts[parts.startIndex].leg].contract else {
    return "combined_spread"
  }
  if parts.count == 2, first.right == legs[parts[parts.startIndex + 1].leg].contract?.right {
    return first.right == .call ? "call_spread" : "put_spread"
  }
  let least = parts.reduce(.infinity) { min($0, $1.units) }
  // A shape of four legs is a string of 14 bytes, which takes no memory of its own.
  var (shape, strike) = ("", Double.nan)
  for rank in 0..<parts.count {
    guard let part = parts.first(where: { place(of: $0, among: parts, in: legs) == rank }),
      let contract = legs[part.leg].contract
    else { return "combined_spread" }
    if contract.strike == strike { shape += "=" }
    shape += legs[part.leg].isLong ? "+" : "-"
    shape += ratio(part.units / least)
    shape += contract.right.rawValue
    strike = contract.strike
  }
  return spreadNames[shape] ?? "combined_spread"
}

/// How many parts come before one, by strike, puts first.
private func place(
  of part: MatchedPart, among parts: ArraySlice<MatchedPart>, in legs: [StrategyRules.Leg]
) -> Int {
  let key = { (part: MatchedPart) in
    (legs[part.leg].contract?.strike ?? 0, legs[part.leg].contract?.right.sign ?? 0)
  }
  return parts.reduce(0) { key($1) < key(part) ? $0 + 1 : $0 }
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
