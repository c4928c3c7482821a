/// A model that asks for the loss of the worst of a list of scenarios, and can show every loss.
public protocol ScenarioModel: MarginModel {
  /// Every position's loss under every scenario, one matrix per underlying in ascending order.
  ///
  /// - Throws: ``ModelError`` when a position cannot be revalued.
  func scenarioMatrices(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> [ScenarioMatrix]
}

/// Losses of the positions on one underlying, a row per position and a column per scenario.
public struct ScenarioMatrix: Sendable, Equatable {
  /// Name of the underlying.
  public let underlying: String
  /// The columns.
  public let scenarios: [Scenario]
  /// Share of each scenario's loss that is charged; the losses below have it applied.
  public let covers: [Double]
  /// The rows, as indices into the portfolio's positions; positions of quantity 0 are left out.
  public let positions: [Int]
  /// Loss charged to each row under each scenario; a gain is negative.
  public let losses: [[Money]]
  /// Loss of all rows together.
  public let totals: [Money]

  /// The largest loss above 0, as an index into the scenarios; the first of equals.
  public var active: Int? { totals.worst }
}

extension [Money] {
  /// The place of the largest number above 0, the first of equals; `nil` when none is above 0.
  var worst: Int? {
    var found: Int?
    for (i, loss) in enumerated() where loss > (found.map { self[$0] } ?? 0) { found = i }
    return found
  }
}

extension Portfolio {
  /// Places of the positions on one underlying, those of quantity 0 left out.
  func places(on underlying: Int) -> [Int] {
    positions.indices.filter {
      positions[$0].quantity != 0 && positions[$0].instrument.underlying == underlying
    }
  }
}
