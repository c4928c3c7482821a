/// What the positions on one underlying amount to, outside any scenario, both sides of a contract netted.
struct SpanBook {
  /// Value of long options less that of short ones.
  private(set) var optionValue: Money = 0
  private(set) var isLongOptionsOnly = true
  /// Charges per short option.
  private var callMinimum: Money = 0
  private var putMinimum: Money = 0
  /// Notional of futures either way and of short options.
  private var exposedNotional: Money = 0
  private let parameters: SpanParameters

  init(
    _ netted: [Position], on underlying: Int, _ parameters: SpanParameters,
    in state: UnderlyingState, at time: Timestamp
  ) {
    self.parameters = parameters
    for position in netted where position.instrument.underlying == underlying {
      add(position, in: state, at: time)
    }
  }

  private mutating func add(_ position: Position, in state: UnderlyingState, at time: Timestamp) {
    guard let option = position.instrument.option else {
      isLongOptionsOnly = false
      if case .spot = position.instrument { return }
      exposedNotional += abs(position.units) * state.spot
      return
    }
    optionValue += position.value(in: state, at: time)
    if position.quantity < 0 { addShort(option, -position.quantity, spot: state.spot) }
  }

  private mutating func addShort(_ option: OptionContract, _ contracts: Double, spot: Double) {
    isLongOptionsOnly = false
    exposedNotional += contracts * option.multiplier * spot
    let notional = option.multiplier * spot * parameters.minimumRate
    let minimum = contracts * (notional + parameters.minimumPerContract)
    if option.right == .call { callMinimum += minimum } else { putMinimum += minimum }
  }

  /// The charge per short option, with the declared share of the smaller side left out.
  var shortOptionMinimum: Money {
    callMinimum + putMinimum - parameters.minimumOffset * min(callMinimum, putMinimum)
  }

  var exposure: Money { exposedNotional * parameters.exposureRate }
}
