/// The book of one market under the scenarios of one of Derive's portfolio managers.
struct DeriveScenarios {
  private let book: DeriveBook
  private let rows: [DeriveScenario]
  private let expiries: [DeriveRevaluation]
  /// Value of what gains and loses in proportion to the spot price.
  private let linear: Money
  private let volatilityUp, volatilityDown: Double
  /// Profit in each row, the basis contingency being the last one.
  let profits: [Money]

  /// The scenarios of the second manager, PM2, or of the first, PMRM.
  init(
    _ book: DeriveBook, _ rows: [DeriveScenario], _ values: ParameterValues, isSecond: Bool
  ) {
    (self.book, self.rows) = (book, rows)
    let expiries = book.expiries.map {
      DeriveRevaluation($0, values, book.name, isSecond: isSecond)
    }
    let linear = isSecond ? book.linearValue + book.movingCollateral : book.linearValue
    (self.expiries, self.linear) = (expiries, linear)
    volatilityUp = values["vol-range-up", of: book.name]
    volatilityDown = values["vol-range-down", of: book.name]
    profits =
      rows.map { row in
        let options = expiries.reduce(0) { $0 + $1.profit(in: row) }
        return (options + linear * (row.price - 1)) * row.weight
      } + [expiries.reduce(0) { $0 + $1.basis }]
  }

  /// The lowest profit of any row, ≤ 0.
  var worst: Money { min(0, profits.min() ?? 0) }

  /// Loss of every expiry by itself when its forward moves without the others, ≤ 0.
  var basis: Money { profits[rows.count] }

  /// Value of all options at their marks.
  var marked: Money { expiries.reduce(0) { $0 + $1.marked } }

  /// The row of the worst loss, if there is a loss.
  var binding: Scenario? { worst < 0 ? profits.firstIndex(of: worst).map(scenario) : nil }

  /// The losses of a portfolio's positions in this market, discounts and basis moves being those of the
  /// whole book, so that rows and moving collateral add up to the totals.
  func matrix(of portfolio: Portfolio, in market: MarketState) -> ScenarioMatrix {
    let treatments = expiries.map { expiry in rows.map(expiry.treatment(in:)) }
    let moves = expiries.map(\.basisMove)
    let scenarios = VenueScenarios(
      scenarios: profits.indices.map(scenario), covers: rows.map(\.weight) + [1],
      losses: {
        let part = DeriveBook(book.underlying, of: Portfolio(positions: [$0]), in: market)
        return losses(of: part, treatments, moves)
      }, totals: profits.map { -$0 })
    return scenarios.matrix(book.name, portfolio.places(on: book.underlying), of: portfolio)
  }

  private func losses(
    of part: DeriveBook, _ treatments: [[(haircut: Double, side: Double)]], _ moves: [Double?]
  ) -> [Money] {
    let options = part.expiries.first
    guard let options, let place = book.expiries.firstIndex(where: { $0.expiry == options.expiry })
    else { return rows.map { part.linearValue * (1 - $0.price) * $0.weight } + [0] }
    let expiry = expiries[place]
    let losses = zip(rows, treatments[place]).map { row, treatment in
      -expiry.profit(of: options, in: row, treatment) * row.weight
    }
    return losses + [-(moves[place].map { expiry.basis(of: options, $0) } ?? 0)]
  }

  /// A row as it is reported; rotations and the basis move neither price nor the volatility at the money.
  private func scenario(_ index: Int) -> Scenario {
    guard index < rows.count else {
      return Scenario(number: index + 1, spotMove: 0, volatilityMove: 0)
    }
    let move =
      switch rows[index].shape {
      case .level(.up): volatilityUp
      case .level(.down): -volatilityDown
      default: 0.0
      }
    return Scenario(number: index + 1, spotMove: rows[index].price - 1, volatilityMove: move)
  }
}

extension DeriveBook {
  /// Value of perpetuals and coins, which gain in proportion to the spot price.
  fileprivate var linearValue: Money { perpetualValue + base * spot / peg }

  fileprivate var movingCollateral: Money {
    collateral.reduce(0) { $0 + ($1.moves ? $1.value : 0) }
  }
}
