/// An assumed instant change of one underlying's market, with or without time passing.
public struct Shock: Sendable, Equatable {
  /// Relative change of spot; −0.08 is a fall of 8 %.
  public var spotMove: Double
  /// Relative change of volatility.
  public var volatilityMove: Double
  /// Absolute change of volatility, added after the relative one.
  public var volatilityShift: Double
  /// Time that passes.
  public var elapsed: TimeSpan

  /// A shock; what is left out stands still.
  public init(
    spotMove: Double, volatilityMove: Double = 0, volatilityShift: Double = 0,
    elapsed: TimeSpan = .zero
  ) {
    (self.spotMove, self.volatilityMove) = (spotMove, volatilityMove)
    (self.volatilityShift, self.elapsed) = (volatilityShift, elapsed)
  }

  /// The market after the shock; a spot or volatility pushed below 0 stays at 0.
  public func applied(to state: UnderlyingState) -> UnderlyingState {
    var shocked = state
    shocked.spot = moved(spot: state.spot)
    shocked.volatility = max(0, state.volatility * (1 + volatilityMove) + volatilityShift)
    return shocked
  }

  /// The price after the shock.
  func moved(spot: Double) -> Double { max(0, spot * (1 + spotMove)) }
}

/// Profit of the positions on one underlying under each of several shocks.
///
/// Positions on other underlyings count for nothing. On a surface every option starts from its own
/// volatility and keeps it but for the shock. Memory is taken for the shocks, none for a position.
///
/// - Parameters:
///   - positions: The book.
///   - underlying: The index of the underlying whose state is given.
///   - shocks: The shocks, in the order of the profits.
///   - state: The underlying before any shock.
///   - time: The moment of `state`.
/// - Returns: Profit in money, negative for a loss, one for each shock.
public func profits(
  of positions: [Position], on underlying: Int, under shocks: [Shock], in state: UnderlyingState,
  at time: Timestamp
) -> [Money] {
  let grid = ShockGrid(shocks, in: state)
  var sums = [SIMD16<Double>](repeating: SIMD16(repeating: 0), count: grid.groups.count)
  var options = ShockedOptions(at: time)
  for position in positions
  where position.quantity != 0 && position.instrument.underlying == underlying {
    if case .option(let option) = position.instrument {
      options.append(option, units: position.units, in: state)
      if options.isFull { options.addProfits(under: grid, to: &sums) }
    } else {
      // What came before is added first, so that the order of a sum is that of the book.
      options.addProfits(under: grid, to: &sums)
      position.addProfits(under: grid, in: state, at: time, to: &sums)
    }
  }
  options.addProfits(under: grid, to: &sums)
  return shocks.indices.map { sums[$0 / ShockGroup.width][$0 % ShockGroup.width] }
}

/// Profit of positions that are all on the underlying whose state is given.
func profits(
  of positions: [Position], under shocks: [Shock], in state: UnderlyingState, at time: Timestamp
) -> [Money] {
  profits(
    of: positions, on: positions.first?.instrument.underlying ?? 0, under: shocks, in: state,
    at: time)
}

extension Position {
  /// Adds what a position other than an option gains under each shock to the shocks' lanes.
  fileprivate func addProfits(
    under grid: ShockGrid, in state: UnderlyingState, at time: Timestamp,
    to sums: inout [SIMD16<Double>]
  ) {
    let base = instrument.price(in: state, at: time)
    for (i, shock) in grid.shocks.enumerated() {
      let price = instrument.price(under: shock, in: state, at: time)
      sums[i / ShockGroup.width][i % ShockGroup.width] += units * (price - base)
    }
  }
}

extension MarketState {
  /// Checks that every position can be revalued: a usable price, and a volatility for options.
  func check(_ portfolio: Portfolio) throws(ModelError) {
    for position in portfolio.positions where position.quantity != 0 {
      let underlying = position.instrument.underlying
      let state = self[underlying]
      guard state.spot > 0, state.spot.isFinite else {
        throw .unusablePrice(underlying: underlyings[underlying].name, value: state.spot)
      }
      if let option = position.instrument.option,
        !state.volatility(of: option, at: time).isFinite
      {
        throw .missingVolatility(underlying: underlyings[underlying].name)
      }
    }
  }
}
