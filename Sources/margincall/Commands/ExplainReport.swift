import MarginCore
import MarginFiles

/// The answer of `margincall explain` for one model, for people and for programs.
struct ExplainReport {
  let model: String
  /// Losses by position and scenario; `nil` for a model without scenarios.
  let matrices: [ScenarioMatrix]?
  private let file: PortfolioFile
  private let explanation: MarginExplanation

  init(_ model: any MarginModel, _ file: PortfolioFile) throws {
    (self.model, self.file) = (model.id, file)
    matrices = try (model as? any ScenarioModel)?
      .scenarioMatrices(for: file.portfolio, in: file.market)
    explanation = try model.explanation(of: file.portfolio, in: file.market)
  }

  var text: String {
    let parts: [[String]] = [
      [model], figures, [""], components, positions, [""], distances, [freeing],
    ]
    return parts.joined().joined(separator: "\n")
  }

  private var figures: [String] {
    let requirement = explanation.requirement
    let coins = CoinAmounts(file)
    let rows = [
      ("initial margin", requirement.initial), ("maintenance margin", requirement.maintenance),
      ("each position alone, together", explanation.gross),
      ("netting benefit", explanation.nettingBenefit),
    ].map { coins.row($0.0, $0.1, width: 54) }
    guard let scenario = requirement.bindingScenario else { return rows }
    let moves = "spot \(percent(scenario.spotMove)), vol \(percent(scenario.volatilityMove))"
    return rows + [
      "  " + padded("binding scenario \(scenario.number)", 46) + leftPadded(moves, 28)
    ]
  }

  private var components: [String] {
    let coins = CoinAmounts(file)
    let parts = explanation.requirement.components
    return parts.isEmpty ? [] : parts.map { coins.row($0.name, $0.amount, width: 54) } + [""]
  }

  private var positions: [String] {
    let rows = zip(file.portfolio.positions, zip(explanation.contributions, explanation.alone))
      .map { (name($0), amount($1.0), amount($1.1)) }
    return ([("position", "contribution", "alone")] + rows).map {
      "  " + padded($0.0, 34) + leftPadded($0.1, 20) + leftPadded($0.2, 20)
    }
  }

  private var distances: [String] {
    [
      "  liquidated when prices \(words(explanation.priceDistance))",
      "  liquidated when volatilities \(words(explanation.volatilityDistance))",
    ]
  }

  /// What each position is called, in their order.
  var positionNames: [String] { file.portfolio.positions.map(name) }

  private func words(_ distance: LiquidationDistance) -> String {
    switch (distance.down, distance.up) {
    case (0, _), (_, 0): "stay: equity is below maintenance already"
    case (let down?, let up?): "fall by \(share(-down)) or rise by \(share(up))"
    case (let down?, nil): "fall by \(share(-down))"
    case (nil, let up?): "rise by \(share(up))"
    case (nil, nil): "move: never, between −99 % and +300 %"
    }
  }

  private var freeing: String {
    guard let trade = explanation.freeingTrade else { return "  no single trade frees margin" }
    let verb = trade.quantity > 0 ? "buy" : "sell"
    let position = Position(trade.instrument, quantity: abs(trade.quantity))
    return "  frees most: \(verb) \(name(position)), by \(amount(trade.freed)) \(file.currency)"
  }

  /// The position in a few words, such as `-20 SPX 315 C 1987-11-14`.
  private func name(_ position: Position) -> String {
    let instrument = position.instrument
    let parts = [
      number(position.quantity), file.market.underlyings[instrument.underlying].name,
      instrument.option.map { "\(number($0.strike)) \($0.right.rawValue)" } ?? instrument.kindName,
      instrument.expiry.map { "\($0)" },
    ]
    return parts.compactMap(\.self).joined(separator: " ")
  }

  private func number(_ x: Double) -> String {
    x == x.rounded() && abs(x) < 1e15 ? "\(Int(x))" : amount(x)
  }

  private func share(_ x: Double) -> String { amount(100 * x) + " %" }

  var json: JSONValue {
    .object([
      ("model", .string(model)), ("currency", .string(file.currency)),
      ("initial", .number(explanation.requirement.initial)),
      ("maintenance", .number(explanation.requirement.maintenance)),
      ("components", explanation.requirement.componentsValue),
      ("coins", CoinAmounts(file).value(of: explanation.requirement)),
      ("gross", .number(explanation.gross)),
      ("netting_benefit", .number(explanation.nettingBenefit)),
      ("binding_scenario", explanation.requirement.bindingScenario.map(\.value) ?? .null),
      ("positions", .array(positionValues)),
      ("price_distance", value(explanation.priceDistance)),
      ("volatility_distance", value(explanation.volatilityDistance)),
      ("freeing_trade", freeingValue),
    ])
  }

  private var positionValues: [JSONValue] {
    zip(file.portfolio.positions, zip(explanation.contributions, explanation.alone)).map {
      .object([
        ("position", .string(name($0))), ("contribution", .number($1.0)), ("alone", .number($1.1)),
      ])
    }
  }

  private func value(_ distance: LiquidationDistance) -> JSONValue {
    .object([
      ("down", distance.down.map(JSONValue.number) ?? .null),
      ("up", distance.up.map(JSONValue.number) ?? .null),
    ])
  }

  private var freeingValue: JSONValue {
    guard let trade = explanation.freeingTrade else { return .null }
    return .object([
      ("instrument", .string(name(Position(trade.instrument, quantity: trade.quantity)))),
      ("quantity", .number(trade.quantity)), ("freed", .number(trade.freed)),
    ])
  }
}
