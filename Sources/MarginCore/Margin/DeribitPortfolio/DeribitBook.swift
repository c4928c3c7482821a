/// The positions of one underlying that settle in one currency: its coin, or dollars.
struct DeribitBook {
  let name: String
  let isCoin: Bool
  let positions: [Position]
  let state: UnderlyingState
  let time: Timestamp

  /// Dollars for one unit of the currency that profits are counted in.
  var unit: Double { isCoin ? state.spot : 1 }

  /// Profit in each simulated market, in the currency of settlement.
  func profits(_ grid: DeribitGrid, dampener: Money) -> [Double] {
    grid.rows.map { row in
      let profit = positions.reduce(0) { $0 + self.profit(of: $1, in: row, grid) }
      return grid.dampened(
        grid.scaled(profit, row, isCoin: isCoin), row, dampener: dampener,
        coinPrice: isCoin ? state.spot : nil)
    }
  }

  private func profit(of position: Position, in row: DeribitGrid.Row, _ grid: DeribitGrid) -> Double
  {
    if let option = position.instrument.option {
      return position.units * (value(option, after: row, grid) - value(option, after: nil, grid))
    }
    let price = position.price(in: state, at: time)
    let coins = position.coins(atPrice: price)
    return isCoin ? coins * (1 - 1 / (1 + row.move)) : coins * price * row.move
  }

  /// Undiscounted value of one option in the currency of settlement, now or in a simulated market.
  private func value(_ option: OptionContract, after row: DeribitGrid.Row?, _ grid: DeribitGrid)
    -> Double
  {
    let years = max(0, time.years(until: option.expiry))
    let forward = state.forward(to: option.expiry, at: time) * (1 + (row?.move ?? 0))
    let level = state.volatility(of: option, at: time)
    let volatility = row.map { grid.volatility(level, $0.volatility, years: years) } ?? level
    let value = BlackScholes(
      spot: forward, strike: option.strike, years: years, volatility: volatility
    ).value(option.right)
    return isCoin ? value / forward : value
  }

  /// Delta of a position in coins.
  func delta(of position: Position) -> Double {
    guard position.instrument.option != nil else {
      return position.coins(atPrice: position.price(in: state, at: time))
    }
    return position.units * position.instrument.greeks(in: state, at: time).delta
  }

  /// Net delta in coins and years to go for each expiry, perpetuals and spot being one of 0 years.
  var deltasByExpiry: [(years: Years, delta: Double)] {
    var found: [(expiry: Timestamp?, delta: Double)] = []
    for position in positions {
      let (expiry, delta) = (position.instrument.expiry, delta(of: position))
      if let known = found.firstIndex(where: { $0.expiry == expiry }) {
        found[known].delta += delta
      } else {
        found.append((expiry, delta))
      }
    }
    return found.map { ($0.expiry.map { max(0, time.years(until: $0)) } ?? 0, $0.delta) }
  }

  /// Units of options sold and not bought back, contract by contract.
  var netShortOptions: Double {
    var units: [(option: OptionContract, units: Double)] = []
    for position in positions {
      guard let option = position.instrument.option else { continue }
      if let known = units.firstIndex(where: { $0.option == option }) {
        units[known].units += position.units
      } else {
        units.append((option, position.units))
      }
    }
    return units.reduce(0) { $0 + max(0, -$1.units) }
  }

  /// Coins of futures and perpetuals that offset one another.
  var offsettingFutures: Double {
    let coins = positions.filter { $0.instrument.paysVariation }.map(delta(of:))
    return (coins.reduce(0) { $0 + abs($1) } - abs(coins.reduce(0, +))) / 2
  }
}
