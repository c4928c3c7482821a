internal import MarginCore

extension AnswerTable {
  /// Prices and Greeks in raw units: one option per row in, value and eleven Greeks out.
  public static let price = AnswerTable(
    required: ["id", "model", "right", "underlying", "strike", "years", "rate", "volatility"],
    optional: ["settlement", "yield"],
    numbers: ["underlying", "strike", "years", "rate", "volatility", "yield"],
    answers: [
      "price", "delta", "gamma", "vega", "theta", "rho", "vanna", "volga", "charm", "speed",
      "zomma", "color",
    ], tellsProblems: false
  ) { question, answer in
    guard let terms = PricedOption(question, &answer) else { return }
    let greeks = terms.greeks
    let numbers = [
      greeks.value, greeks.delta, greeks.gamma, greeks.vega, greeks.theta, greeks.rho,
      greeks.vanna, greeks.volga, greeks.charm, greeks.speed, greeks.zomma, greeks.color,
    ]
    numbers.forEach { answer.add($0) }
  }
}

/// The columns by number.
private enum Column {
  static let (model, right, underlying, strike) = (1, 2, 3, 4)
  static let (years, rate, volatility, settlement, yield) = (5, 6, 7, 8, 9)
}

private enum Settlement: String, CaseIterable {
  case linear, inverse
}

/// The terms of one row.
private struct PricedOption {
  let model: OptionModel
  let settlement: Settlement
  let right: OptionRight
  let underlying, strike, years, rate, yield, volatility: Double

  /// `nil` and every problem when a value cannot be read or the model cannot take it.
  init?(_ question: Question, _ answer: inout Answer) {
    let model = question.choice(Column.model, OptionModel.self, &answer)
    let right = question.choice(Column.right, OptionRight.self, &answer)
    let settlement =
      question.text(Column.settlement).isEmpty
      ? Settlement.linear : question.choice(Column.settlement, Settlement.self, &answer)
    let underlying = question.number(Column.underlying, &answer)
    let strike = question.number(Column.strike, &answer)
    let years = question.number(Column.years, &answer)
    let rate = question.number(Column.rate, &answer)
    let volatility = question.number(Column.volatility, &answer)
    let yield = question.number(Column.yield, default: 0, &answer)
    guard let model, let right, let settlement, let underlying, let strike else { return nil }
    guard let years, let rate, let volatility, let yield else { return nil }
    (self.model, self.settlement, self.right) = (model, settlement, right)
    (self.underlying, self.strike, self.years) = (underlying, strike, years)
    (self.rate, self.yield, self.volatility) = (rate, yield, volatility)
    check(question, &answer)
    guard answer.problems.count == 0 else { return nil }
  }

  var greeks: Greeks {
    guard settlement == .linear else {
      return InverseOption(
        forward: underlying, strike: strike, years: years, volatility: volatility
      ).greeks(right)
    }
    return switch model {
    case .bsm: spotTerms(yield: yield).greeks(right)
    case .black76: spotTerms(yield: rate).greeksAtFixedForward(right)
    case .bachelier:
      Bachelier(
        forward: underlying, strike: strike, years: years, rate: rate, volatility: volatility
      ).greeks(right)
    }
  }

  private func spotTerms(yield: Rate) -> BlackScholes {
    BlackScholes(
      spot: underlying, strike: strike, years: years, rate: rate, yield: yield,
      volatility: volatility)
  }
}

extension PricedOption {
  private func check(_ question: Question, _ answer: inout Answer) {
    if model != .bachelier {
      require(underlying > 0, "is not above zero", Column.underlying, question, &answer)
      require(strike > 0, "is not above zero", Column.strike, question, &answer)
    }
    require(years >= 0, "is below zero", Column.years, question, &answer)
    require(volatility >= 0, "is below zero", Column.volatility, question, &answer)
    guard settlement == .inverse else { return }
    require(model != .bachelier, "has no inverse form", Column.model, question, &answer)
    require(rate == 0, "must be 0 for inverse settlement", Column.rate, question, &answer)
    require(yield == 0, "must be 0 for inverse settlement", Column.yield, question, &answer)
  }

  private func require(
    _ isSound: Bool, _ fault: String, _ column: Int, _ question: Question,
    _ answer: inout Answer
  ) {
    guard !isSound else { return }
    answer.problems.add(
      Problem(
        at: question.place(column),
        "\(question.name(column)) \(shown(question.text(column))) \(fault)", code: "out-of-range",
        hint: "margincall price --help says what each column holds"))
  }
}
