internal import MarginCore
public import MarginReplay

/// What keeps the models of an experiment from margining its twins: one problem for each such model.
///
/// An experiment is checked for the contracts that it names; its twins hold them settled otherwise too.
public func problems(of twins: Twins, in experiment: Experiment) -> [Problem] {
  let held = twins.linear.contracts + twins.inverse.contracts
  return twins.linear.models.compactMap { model in
    guard let refused = held.first(where: { !model.covers($0) }) else { return nil }
    return Problem(
      at: experiment.place("margin", "models"),
      "\(shown(model.id)) does not margin \(refused.kinds), which one of the twins holds",
      code: "unsupported-instrument",
      hint: "leave \(shown(model.id)) out of the comparison:  --set margin.models=[…]")
  }
}

extension Replay {
  /// What is held at the first step, and an option of each strategy.
  fileprivate var contracts: [Instrument] {
    positions.map(\.instrument)
      + strategies.map {
        .option(
          OptionContract(
            underlying: $0.underlying, right: .call, strike: 1, expiry: Timestamp(microseconds: 0),
            settlement: $0.settlement))
      }
  }
}
