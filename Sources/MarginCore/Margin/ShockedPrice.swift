extension Instrument {
  /// Price after a shock and the time that passes in it.
  ///
  /// Spot and perpetuals have the spot price: no market is made up for each of thousands of shocks.
  func price(under shock: Shock, in state: UnderlyingState, at time: Timestamp) -> Double {
    expiry == nil
      ? max(0, state.spot * (1 + shock.spotMove))
      : price(in: shock.applied(to: state), at: time + shock.elapsed)
  }
}
