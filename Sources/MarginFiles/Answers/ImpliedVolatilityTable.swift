internal import MarginCore

extension AnswerTable {
  /// Implied volatilities: one price per row in, one volatility out.
  public static let impliedVolatility = AnswerTable(
    required: ["id", "model", "right", "underlying", "strike", "years", "rate", "price"],
    optional: ["yield"],
    numbers: ["underlying", "strike", "years", "rate", "price", "yield"], answers: ["volatility"],
    tellsProblems: true
  ) { question, answer in
    guard let quote = Quote(question, &answer) else { return }
    do throws(ImpliedVolatilityError) {
      answer.add(try quote.volatility)
    } catch {
      answer.problems.add(error.problem(in: question))
    }
  }
}

/// The columns by number.
private enum Column {
  static let (model, right, underlying, strike) = (1, 2, 3, 4)
  static let (years, rate, price, yield) = (5, 6, 7, 8)
}

/// One option with its price.
private struct Quote {
  let model: OptionModel
  let right: OptionRight
  let underlying, strike, years, rate, yield, price: Double

  /// The quote of a row; `nil` and every problem when a value cannot be read.
  init?(_ question: Question, _ answer: inout Answer) {
    let model = question.choice(Column.model, OptionModel.self, &answer)
    let right = question.choice(Column.right, OptionRight.self, &answer)
    let underlying = question.number(Column.underlying, &answer)
    let strike = question.number(Column.strike, &answer)
    let years = question.number(Column.years, &answer)
    let rate = question.number(Column.rate, &answer)
    let price = question.number(Column.price, &answer)
    let yield = question.number(Column.yield, default: 0, &answer)
    guard let model, let right, let underlying, let strike else { return nil }
    guard let years, let rate, let price, let yield else { return nil }
    (self.model, self.right, self.underlying, self.strike) = (model, right, underlying, strike)
    (self.years, self.rate, self.yield, self.price) = (years, rate, yield, price)
  }

  var volatility: Volatility {
    get throws(ImpliedVolatilityError) {
      switch model {
      case .bsm:
        try MarginCore.impliedVolatility(
          right, price: price, spot: underlying, strike: strike, years: years, rate: rate,
          yield: yield)
      case .black76:
        try MarginCore.impliedVolatility(
          right, price: price, forward: underlying, strike: strike, years: years, rate: rate)
      case .bachelier:
        try impliedNormalVolatility(
          right, price: price, forward: underlying, strike: strike, years: years, rate: rate)
      }
    }
  }
}

extension ImpliedVolatilityError {
  /// The refusal as a problem of the value at fault.
  fileprivate func problem(in question: Question) -> Problem {
    let column = quantity == .volatility ? Column.price : self.column
    let value = quantity == .volatility ? "" : " \(shown(question.text(column)))"
    let name = quantity == .volatility ? "volatility" : question.name(column)
    return Problem(
      at: question.place(column), "\(name)\(value) \(reason)", code: code, hint: hint)
  }

  private var column: Int {
    switch quantity {
    case .forward, .spot: Column.underlying
    case .strike: Column.strike
    case .years: Column.years
    case .rate: Column.rate
    case .yield: Column.yield
    case .price, .volatility: Column.price
    }
  }

  private var hint: String {
    switch self {
    case .notFinite, .notPositive:
      "black76 and bsm need positive prices, every model positive years"
    case .belowIntrinsic, .atMaximum: "check right, units and age of the quote"
    case .atIntrinsic: "only a price above it tells a volatility"
    case .outOfRange: "check the units of the row's values"
    }
  }
}
