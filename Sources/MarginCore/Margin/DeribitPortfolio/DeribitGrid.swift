/// The simulated moves of one currency pair: the risk matrix and the extended table.
///
/// Source: Deribit, "Portfolio Margin" and the response of `private/pme/simulate`.
struct DeribitGrid {
  let range: Double
  let volatility: VolatilityShock
  let extendedFactor: Double
  /// Nine prices of the range by three volatilities, then the eight prices of the extended table.
  let rows: [Row]

  /// One simulated market.
  struct Row: Sendable, Equatable {
    let move: Double
    let volatility: VolatilityMove
    let isExtended: Bool
  }

  init(_ values: ParameterValues, _ name: String) {
    range = values["price-range", of: name]
    volatility = VolatilityShock(
      values, name, floorDays: 1, leastUp: values["min-vol-for-shock-up", of: name])
    extendedFactor = values["extended-table-factor", of: name]
    rows = Self.rows(range)
  }

  private static func rows(_ range: Double) -> [Row] {
    let quarters = [-4.0, -3, -2, -1, 0, 1, 2, 3, 4]
    let matrix = quarters.flatMap { quarter in
      [VolatilityMove.down, .same, .up].map {
        Row(move: range * quarter / 4, volatility: $0, isExtended: false)
      }
    }
    let tails = [-0.66, -0.33, 0.5, 1, 2, 3, 4, 5]
    return matrix + tails.map { Row(move: $0, volatility: .up, isExtended: true) }
  }

  /// The rows as they are reported.
  var scenarios: [Scenario] {
    rows.enumerated().map { index, row in
      Scenario(
        number: index + 1, spotMove: row.move, volatilityMove: volatility.reported(row.volatility))
    }
  }

  /// Profit of a book in every row, in its currency; those of the extended table at the range's edge.
  func profits(of book: VenueBook) -> [Double] {
    let legs = book.legs(volatility)
    return rows.map {
      legs.profit(after: $0.move, $0.volatility) * cover($0, isCoin: book.isCoin)
    }
  }

  /// What the extended table makes of a profit at its own price: scaled to the edge of the range.
  ///
  /// A profit in coin is also expressed at the edge's price instead of its own.
  func cover(_ row: Row, isCoin: Bool) -> Double {
    guard row.isExtended else { return 1 }
    let scale = extendedFactor * range / abs(row.move)
    return scale * (isCoin ? (1 + row.move) / (1 + edge(row)) : 1)
  }

  /// A far move's profit or loss is moved towards zero by the dampener, in dollars at the edge.
  func dampened(_ profit: Double, _ row: Row, dampener: Double, coinPrice: Double?) -> Double {
    guard row.isExtended else { return profit }
    let dollars = (max(abs(row.move) / range, 1) - 1) * dampener
    let amount = coinPrice.map { dollars / ((1 + edge(row)) * $0) } ?? dollars
    return profit < 0 ? min(0, profit + amount) : max(0, profit - amount)
  }

  private func edge(_ row: Row) -> Double { row.move < 0 ? -range : range }
}
