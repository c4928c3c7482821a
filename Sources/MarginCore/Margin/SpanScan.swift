/// The sixteen scenarios of one combined commodity, and its book's loss under each.
struct SpanScan {
  /// Price move in scan ranges, volatility move in scan ranges, share of the loss charged.
  typealias Row = (price: Double, volatility: Double, cover: Double)

  let rows: [Row]
  let shocks: [Shock]
  private let volatilityMoves: [Double]

  /// - Parameter range: The price move of a full scan, fraction of spot.
  init(_ parameters: SpanParameters, range: Double, in state: UnderlyingState) {
    let rows = Self.table(parameters.extremeMultiple, parameters.extremeCover)
    let (relative, shift) = (parameters.volatilityRelative, parameters.volatilityShift(in: state))
    let level = state.volatility > 0 ? shift / state.volatility : 0
    self.rows = rows
    volatilityMoves = rows.map { $0.volatility * (relative + level) }
    shocks = rows.map {
      Shock(
        spotMove: $0.price * range, volatilityMove: $0.volatility * relative,
        volatilityShift: $0.volatility * shift, elapsed: parameters.lookAhead)
    }
  }

  private static func table(_ extreme: Double, _ cover: Double) -> [Row] {
    let paired: [Row] = moves.flatMap { [($0, 1, 1), ($0, -1, 1)] }
    return paired + [(extreme, 0, cover), (-extreme, 0, cover)]
  }

  /// Price moves of scenarios 1 to 14, two to a move, in scan ranges.
  static let moves = [0, 1.0 / 3, -1.0 / 3, 2.0 / 3, -2.0 / 3, 1, -1]

  /// Losses of the positions on an underlying, in the order of the scenarios; positive is a loss.
  func losses(
    of positions: [Position], on underlying: Int, in state: UnderlyingState, at time: Timestamp
  ) -> [Money] {
    let profits = profits(of: positions, on: underlying, under: shocks, in: state, at: time)
    return zip(profits, rows).map { -$0 * $1.cover }
  }

  /// Scenario at a place of the table, numbered from 1.
  func scenario(_ index: Int) -> Scenario {
    Scenario(
      number: index + 1, spotMove: shocks[index].spotMove, volatilityMove: volatilityMoves[index])
  }
}
