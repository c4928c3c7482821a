/// The options of one expiry, and what the venue quotes of it.
struct DeriveExpiry {
  let expiry: Timestamp
  let years: Years
  /// The parts of the forward that settlement averaging has fixed, and that still moves.
  let fixed: Double
  let variable: Double
  let rate: Rate
  /// e^(−rT).
  let discount: Double
  let confidence: Double
  private(set) var options: [Option] = []

  /// Options of one strike and right.
  struct Option {
    let strike: Double
    let right: OptionRight
    let volatility: Volatility
    var units: Double
  }

  /// The forward as quoted.
  var forward: Double { fixed + variable }
  /// Units of all options, long and short.
  var gross: Double { options.reduce(0) { $0 + abs($1.units) } }
  /// Units of all short options.
  var short: Double { options.reduce(0) { $0 + max(0, -$1.units) } }

  private init(_ expiry: Timestamp, in state: UnderlyingState, at time: Timestamp) {
    let (mark, forward) = (state.marks?.mark(of: expiry), state.forward(to: expiry, at: time))
    self.expiry = expiry
    years = max(0, time.years(until: expiry))
    let averaging = TimeSpan(microseconds: 1_800_000_000)
    let left = min(1, years * Double(TimeSpan.year.microseconds) / Double(averaging.microseconds))
    fixed = mark?.fixedForward ?? forward * (1 - left)
    variable = forward - fixed
    rate = max(0, mark?.rate ?? state.rate)
    discount = Elementary.exp(-rate * years)
    confidence = mark?.confidence ?? 1
  }

  /// The expiries of a book's options, in the order first met.
  static func all(
    of positions: [Position], in state: UnderlyingState, at time: Timestamp
  ) -> [DeriveExpiry] {
    positions.reduce(into: []) { found, position in
      guard let option = position.instrument.option else { return }
      if !found.contains(where: { $0.expiry == option.expiry }) {
        found.append(DeriveExpiry(option.expiry, in: state, at: time))
      }
      guard let index = found.firstIndex(where: { $0.expiry == option.expiry }) else { return }
      found[index].add(
        Option(
          strike: option.strike, right: option.right,
          volatility: state.volatility(of: option, at: time), units: position.units))
    }
  }

  private mutating func add(_ option: Option) {
    guard
      let known = options.firstIndex(where: {
        $0.strike == option.strike && $0.right == option.right
      })
    else { return options.append(option) }
    options[known].units += option.units
  }

  /// Value of all options at a forward, with each volatility as `volatility` gives it, undiscounted.
  func value(at forward: Double, volatility: (Option) -> Volatility) -> Money {
    options.reduce(0) { $0 + $1.units * price($1, at: forward, volatility($1)) }
  }

  /// Undiscounted price of one option.
  func price(_ option: Option, at forward: Double, _ volatility: Volatility) -> Double {
    BlackScholes(spot: forward, strike: option.strike, years: years, volatility: volatility)
      .value(option.right)
  }

  /// Units sold that the other option of the same strike does not cover.
  var naked: Double {
    options.reduce(0) { sum, option in
      guard option.units < 0 else { return sum }
      let other = options.first { $0.strike == option.strike && $0.right != option.right }
      return sum + max(0, -option.units - max(0, other?.units ?? 0))
    }
  }
}
