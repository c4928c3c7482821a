internal import MarginCore

extension RollingStrategy {
  /// The call and the put that open the strategy now.
  func legs(in state: UnderlyingState, at time: Timestamp) -> [OptionContract] {
    let expiry = time + tenor
    return strikes(in: state, years: time.years(until: expiry)).map { right, strike in
      OptionContract(
        underlying: underlying, right: right, strike: listed(strike), expiry: expiry,
        multiplier: multiplier, settlement: settlement)
    }
  }

  private func strikes(
    in state: UnderlyingState, years: Years
  ) -> [(right: OptionRight, strike: Double)] {
    switch shape {
    case .strangle(let delta):
      OptionRight.allCases.map { ($0, state.quotedStrike(of: $0, delta: delta, years: years)) }
    case .straddle(let delta?):
      OptionRight.allCases.map { ($0, state.quotedStrike(of: .call, delta: delta, years: years)) }
    case .straddle(nil):
      OptionRight.allCases.map { ($0, state.spot) }
    }
  }

  private func listed(_ strike: Double) -> Double {
    guard let strikeStep else { return strike }
    return max(strikeStep, (strike / strikeStep).rounded() * strikeStep)
  }
}
