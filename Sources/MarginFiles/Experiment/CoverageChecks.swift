internal import MarginCore

/// Checks that every model has a rule for what an experiment holds and hedges with.
struct CoverageChecks {
  let settings: Record
  /// The models under `models` and `shadow`, by the name that they have there.
  let models: [(id: String, model: any MarginModel)]

  var problems: [Problem] { hedge + weights + strategies + positions }

  private var portfolio: Record { settings["portfolio"]?.record ?? Record() }

  private var hedge: [Problem] {
    guard let hedging = settings["hedging"]?.record, hedging["policy"]?.text != "none",
      let vehicle = hedging["vehicle"]
    else { return [] }
    let settlement = hedging["settlement"]?.text.flatMap(Settlement.init(rawValue:)) ?? .linear
    switch vehicle.text {
    case "spot": return refusals(.spot(underlying: 0), at: vehicle.place, "do not hedge in it")
    case "future":
      let future = FutureContract(
        underlying: 0, expiry: Timestamp(microseconds: 0), settlement: settlement)
      return refusals(.future(future), at: vehicle.place, "hedge with spot")
    case "perpetual":
      let perpetual = PerpetualContract(underlying: 0, settlement: settlement)
      return refusals(.perpetual(perpetual), at: vehicle.place, "hedge with spot")
    default: return []
    }
  }

  private var weights: [Problem] {
    guard let weights = settings["rebalancing"]?.record?["weights"] else { return [] }
    return refusals(.spot(underlying: 0), at: weights.place, "do not rebalance it")
  }

  private var strategies: [Problem] {
    (portfolio["strategies"]?.list ?? []).flatMap { strategy -> [Problem] in
      guard let fields = strategy.record, let name = fields["strategy"] else { return [] }
      let settlement = fields["settlement"]?.text.flatMap(Settlement.init(rawValue:)) ?? .linear
      let option = OptionContract(
        underlying: 0, right: .call, strike: 1, expiry: Timestamp(microseconds: 0),
        settlement: settlement)
      return refusals(.option(option), at: name.place, "hold something else")
    }
  }

  private var positions: [Problem] {
    let book = BookReader(underlyings: settings.underlyings.map(\.name))
    return (portfolio["positions"]?.list ?? []).flatMap { position -> [Problem] in
      guard let fields = position.record, let instrument = try? book.instrument(fields) else {
        return []
      }
      let kind = ["spot", "future", "perpetual", "option"].lazy.compactMap { fields[$0] }.first
      return refusals(instrument, at: kind?.place ?? position.place, "hold something else")
    }
  }

  /// The first model that has no rule for `instrument`.
  private func refusals(
    _ instrument: Instrument, at place: Place, _ remedy: String
  ) -> [Problem] {
    guard let refusing = models.first(where: { !$0.model.covers(instrument) }) else { return [] }
    return [
      Problem(
        at: place, "\(shown(refusing.id)) does not margin \(instrument.kinds)",
        code: "unsupported-instrument",
        hint: "\(remedy), or leave \(shown(refusing.id)) out of this experiment")
    ]
  }
}

extension Instrument {
  /// What instruments of this kind are called.
  var kinds: String {
    let prefix = settlement == .inverse ? "coin-margined " : ""
    switch self {
    case .spot: return "spot"
    case .future: return prefix + "futures"
    case .perpetual: return prefix + "perpetuals"
    case .option: return prefix + "options"
    }
  }
}
