internal import MarginCore

/// Everything on one underlying that a hedge is there for, summed.
struct HedgedBook {
  /// Delta in units of the underlying.
  private(set) var delta = 0.0
  private let spot: Double
  private let rate: Rate
  private var gamma = 0.0
  /// Units that options are written on.
  private var (calls, puts) = (0.0, 0.0)
  private var (weight, weightedYears, weightedVolatility) = (0.0, 0.0, 0.0)

  /// No holdings yet, at this price and rate of the underlying.
  init(spot: Double, rate: Rate) {
    (self.spot, self.rate) = (spot, rate)
  }

  /// The options as one.
  var curvature: BookCurvature {
    BookCurvature(
      spot: spot, gamma: gamma, years: weight > 0 ? weightedYears / weight : 0,
      volatility: weight > 0 ? weightedVolatility / weight : 0, rate: rate)
  }

  /// The larger of calls and puts.
  var optionUnits: Double { max(calls, puts) }

  /// Adds so many units of delta.
  mutating func add(delta units: Double) { delta += units }

  /// Adds what cost-aware rules need of an option with these Greeks per unit.
  mutating func addCurvature(
    _ position: Position, _ greeks: Greeks, in state: UnderlyingState, at time: Timestamp
  ) {
    let units = position.units
    guard let option = position.instrument.option else { return }
    gamma += units * greeks.gamma
    if position.purpose == .book { addUnits(units.magnitude, option.right) }
    let importance = (units * greeks.gamma).magnitude
    guard importance > 0 else { return }
    weight += importance
    weightedYears += importance * time.years(until: option.expiry)
    weightedVolatility += importance * state.volatility(of: option, at: time)
  }

  private mutating func addUnits(_ units: Double, _ right: OptionRight) {
    if right == .call { calls += units } else { puts += units }
  }

  /// Moves delta from what `greeks` say to what the option has at its variance times `factor`.
  mutating func adjust(
    _ position: Position, by factor: Double, in state: UnderlyingState, at time: Timestamp
  ) {
    guard let option = position.instrument.option else { return }
    let plain = position.instrument.greeks(in: state, at: time).delta
    delta += position.units * (option.delta(in: state, at: time, varianceFactor: factor) - plain)
  }
}

extension OptionContract {
  /// Delta at the option's own variance times `factor`, under the surface's dynamics.
  fileprivate func delta(
    in state: UnderlyingState, at time: Timestamp, varianceFactor factor: Double
  ) -> Double {
    var flat = state
    flat.surface = nil
    flat.volatility = state.volatility(of: self, at: time) * factor.squareRoot()
    let greeks = Instrument.option(self).greeks(in: flat, at: time)
    let slope = state.volatilitySlope(of: self, at: time)
    return slope == 0 ? greeks.delta : greeks.delta + greeks.vega * slope
  }
}

extension UnderlyingState {
  /// This state with volatilities that follow the price as `dynamics` says, where there is a surface.
  func following(_ dynamics: SurfaceDynamics?) -> UnderlyingState {
    guard let dynamics, let surface, surface.dynamics != dynamics else { return self }
    var state = self
    state.surface = SurfaceState(surface.surface, dynamics: dynamics)
    return state
  }
}
