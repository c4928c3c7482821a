/// What Bybit asks of one underlying, in dollars.
struct BybitCharges {
  /// The worst loss of the grid.
  let loss: Money
  /// Options sold and not bought back.
  let shortOptions: Money
  /// Options of different expiries that offset one another's vega.
  let vegaSpread: Money
  /// Contracts settled in coin and in dollars that offset one another.
  let settlementSpread: Money
  /// Deltas of different expiries that offset one another.
  let deltaSpread: Money
  /// Futures and perpetuals, long and short.
  let futures: Money
  let initialMultiple: Double
  /// The row with the largest loss, if there is a loss.
  let worst: Scenario?

  /// Maintenance margin.
  var total: Money {
    loss + shortOptions + vegaSpread + settlementSpread + deltaSpread + futures
  }

  init(_ book: VenueBook, _ values: ParameterValues) {
    let grid = BybitGrid(values, book.name)
    let losses = grid.losses(of: book)
    let value = { (name: String) in values[name, of: book.name] }
    let spot = book.state.spot
    loss = max(0, losses.max() ?? 0)
    worst = losses.worst.map { grid.scenarios[$0] }
    shortOptions = book.netShortOptions * spot * value("short-option-rate")
    vegaSpread = Self.spread(book.optionUnitsByExpiry) * 365 * spot * value("vega-spread-rate")
    settlementSpread = book.offsetAcrossSettlements * value("settlement-spread-rate")
    deltaSpread = Self.spread(book.deltasByExpiry) * spot * value("delta-spread-rate")
    futures = book.grossFutures * value("futures-rate")
    initialMultiple = value("initial-multiple")
  }

  /// Years between the mean expiries of the long and of the short side, times what the sides offset.
  private static func spread(_ sides: [(years: Years, delta: Double)]) -> Double {
    let (long, short) = (sides.filter { $0.delta > 0 }, sides.filter { $0.delta < 0 })
    let size = { (side: [(years: Years, delta: Double)]) in side.reduce(0) { $0 + abs($1.delta) } }
    guard !long.isEmpty, !short.isEmpty else { return 0 }
    let mean = { (side: [(years: Years, delta: Double)]) in
      side.reduce(0) { $0 + $1.years * abs($1.delta) } / size(side)
    }
    return abs(mean(long) - mean(short)) * min(size(long), size(short))
  }
}

extension VenueBook {
  /// Net units of options and years to go for each expiry.
  fileprivate var optionUnitsByExpiry: [(years: Years, delta: Double)] {
    var found: [(expiry: Timestamp, units: Double)] = []
    for position in positions {
      guard let option = position.instrument.option else { continue }
      if let known = found.firstIndex(where: { $0.expiry == option.expiry }) {
        found[known].units += position.units
      } else {
        found.append((option.expiry, position.units))
      }
    }
    return found.map { (max(0, time.years(until: $0.expiry)), $0.units) }
  }
}
