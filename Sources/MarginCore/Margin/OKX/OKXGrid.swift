/// The simulated markets of one underlying at OKX.
struct OKXGrid {
  private let shock: VolatilityShock
  /// Seven prices by three volatilities, a time row, and an extreme fall and rise.
  let rows: [Row]

  /// One simulated market.
  struct Row {
    /// The charge that it belongs to.
    let charge: Charge
    let move: Double
    let volatility: VolatilityMove
    /// Time that passes, in years.
    let elapsed: Years
    /// Share of the loss that counts.
    let cover: Double
  }

  enum Charge { case spotShock, thetaDecay, extremeMove }

  init(_ values: ParameterValues, _ name: String) {
    shock = VolatilityShock(
      values, name, floorDays: 1, leastUp: values["min-vol-for-shock-up", of: name])
    let moves = (1...3).map { values["price-move-\($0)", of: name] }
    let inner = (moves.reversed().map { -$0 } + [0] + moves).flatMap { move in
      [VolatilityMove.down, .same, .up].map {
        Row(charge: .spotShock, move: move, volatility: $0, elapsed: 0, cover: 1)
      }
    }
    let extreme = values["extreme-move", of: name]
    let cover = values["extreme-cover", of: name]
    rows =
      inner + [
        Row(
          charge: .thetaDecay, move: 0, volatility: .same,
          elapsed: values["decay-days", of: name] / 365, cover: 1),
        Row(charge: .extremeMove, move: -extreme, volatility: .same, elapsed: 0, cover: cover),
        Row(charge: .extremeMove, move: extreme, volatility: .same, elapsed: 0, cover: cover),
      ]
  }

  /// What a book loses in each row, as far as it counts; a gain is negative.
  func losses(of book: VenueBook) -> [Money] {
    let legs = book.legs(shock)
    return rows.map { row in
      guard row.elapsed > 0 else {
        return -legs.profit(after: row.move, row.volatility) * row.cover
      }
      return -book.optionGain { $0.years = max(0, $0.years - row.elapsed) }
    }
  }

  /// A row as it is reported; the time row moves neither price nor volatility.
  func scenario(_ index: Int) -> Scenario {
    Scenario(
      number: index + 1, spotMove: rows[index].move,
      volatilityMove: shock.reported(rows[index].volatility))
  }

  /// Values of each expiry's options after volatility has risen as in the grid, less before.
  func vegaByExpiry(of book: VenueBook) -> [Money] {
    book.optionGainByExpiry { $0.volatility = shock.moved($0.volatility, .up, years: $0.years) }
  }
}
