import MarginCore
import TestSupport
import Testing

/// What must hold for every book under models with every charge, on 200 random books of three
/// underlyings; and where a rule breaks it, the breach.
///
/// Comparisons allow 1e-9 of the book's gross value, as in `MarginPropertyTests`.
struct ScenarioModelPropertyTests {
  static let books = (0..<200).map { RandomManyBook(seed: UInt64($0)) }
  static let models: [any ScenarioModel] = [fullSpan(), groupedTims].compactMap {
    $0 as? any ScenarioModel
  }

  private static func fullSpan(calendarRate: Double = 0.002) -> any MarginModel {
    Models.riskArray(
      [
        "price-scan-range": 0.06, "volatility-scan-relative": 0.1, "extreme-multiple": 3,
        "extreme-cover": 0.33, "short-option-minimum-rate": 0.01, "delivery-days": 40,
        "short-option-minimum-offset": 1, "delivery-charge-outright": 3,
        "delivery-charge-spread": 1, "initial-multiple": 1.1, "exposure-rate": 0.01,
      ],
      tables: [
        "inter-month-spreads": [
          ParameterRow(words: ["commodity": "any"], numbers: ["charge-rate": calendarRate])
        ],
        "inter-commodity-spreads": ["A", "B"].map {
          ParameterRow(
            words: ["spread": "A-B", "commodity": $0, "side": $0], numbers: ["credit-rate": 0.7])
        },
      ])
  }

  private static let groupedTims = Models.tims(classes: [
    ParameterRow(words: ["underlying": "A", "group": "US"], numbers: ["offset-rate": 0.9]),
    ParameterRow(words: ["underlying": "B", "group": "US"], numbers: ["offset-rate": 0.95]),
  ])

  private func scaled(_ positions: [Position], by factor: Double) -> [Position] {
    positions.map { Position($0.instrument, quantity: factor * $0.quantity) }
  }

  @Test(arguments: 0..<2)
  func requirementsAreNeverNegativeAndScale(model: Int) throws {
    for book in Self.books {
      let one = try book.requirement(Self.models[model])
      let three = try book.requirement(
        Self.models[model], scaled(book.portfolio.positions, by: 3))
      #expect(one.initial >= 0 && one.maintenance >= 0 && one.publishedInitial >= 0)
      #expect(one.initial >= one.maintenance)
      #expect(abs(three.initial - 3 * one.initial) < 3e-9 * book.grossValue)
      #expect(abs(three.maintenance - 3 * one.maintenance) < 3e-9 * book.grossValue)
    }
  }

  @Test(arguments: 0..<2)
  func orderSplittingAndCashDoNotMatter(model: Int) throws {
    for book in Self.books {
      let positions = book.portfolio.positions
      let one = try book.requirement(Self.models[model])
      let halves = scaled(positions, by: 0.5)
      let split = try book.requirement(Self.models[model], halves + halves.reversed())
      #expect(abs(split.initial - one.initial) < 1e-9 * book.grossValue)
      let rich = Portfolio(positions: positions, cash: 1e9)
      #expect(try Self.models[model].requirement(for: rich, in: book.market) == one)
    }
  }

  /// Equity less requirement moves by the cash added, and by nothing else.
  @Test(arguments: 0..<2)
  func addingCashChangesOnlyExcess(model: Int) throws {
    for book in Self.books {
      let rich = Portfolio(positions: book.portfolio.positions, cash: book.portfolio.cash + 4096)
      let excess = { (portfolio: Portfolio) throws in
        portfolio.equity(in: book.market)
          - (try Self.models[model].requirement(for: portfolio, in: book.market).initial)
      }
      #expect(abs(try excess(rich) - excess(book.portfolio) - 4096) < 1e-9 * book.grossValue)
    }
  }

  /// Closing part of a position never raises the scan risk or range loss of a lone position, and the
  /// opposite of the whole book takes all of it away.
  @Test(arguments: 0..<2)
  func offsettingNeverRaisesTheLoss(model: Int) throws {
    for book in Self.books {
      let loss = { (positions: [Position]) throws in
        try book.requirement(Self.models[model], positions).components[0].amount
      }
      let positions = book.portfolio.positions
      #expect(try loss(positions + scaled(positions, by: -1)) < 1e-9 * book.grossValue)
      for position in positions {
        let part = scaled([position], by: -0.5)
        #expect(try loss([position] + part) <= loss([position]) + 1e-9 * book.grossValue)
      }
    }
  }

  /// The loss of the whole is at most the sum of its parts' losses, whatever the offsets.
  @Test(arguments: 0..<2)
  func netIsAtMostGross(model: Int) throws {
    for book in Self.books {
      let loss = { (positions: [Position]) throws in
        try book.requirement(Self.models[model], positions).components[0].amount
      }
      let positions = book.portfolio.positions
      let parts = try positions.reduce(0) { $0 + (try loss([$1])) }
      #expect(try loss(positions) <= parts + 1e-9 * book.grossValue)
    }
  }

  @Test(arguments: 0..<2)
  func matricesSumToTheirTotals(model: Int) throws {
    for book in Self.books {
      let matrices = try Self.models[model].scenarioMatrices(
        for: book.portfolio, in: book.market)
      #expect(matrices.map(\.underlying) == matrices.map(\.underlying).sorted())
      for matrix in matrices {
        for (j, total) in matrix.totals.enumerated() {
          let sum = matrix.losses.reduce(0) { $0 + $1[j] }
          #expect(abs(sum - total) < 1e-9 * book.grossValue)
        }
      }
    }
  }
}

/// Rules that break a property on purpose.
struct ScenarioModelBreachTests {
  private let now = Timestamp(microseconds: 0)

  private func requirement(_ model: any MarginModel, _ positions: [Position]) throws -> Double {
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "X")],
      states: [UnderlyingState(spot: 100, volatility: 0.2)])
    return try model.requirement(for: Portfolio(positions: positions), in: market).initial
  }

  private func option(_ right: OptionRight, _ quantity: Double, strike: Double = 100) -> Position {
    let contract = OptionContract(
      underlying: 0, right: right, strike: strike, expiry: now + .days(30), multiplier: 50)
    return Position(.option(contract), quantity: quantity)
  }

  /// A conversion cannot lose, and is charged: the short-option minimum looks at the short leg alone,
  /// since an exchange wants something for every short option that may have to be closed.
  @Test func aRisklessBookPaysTheShortOptionMinimum() throws {
    let conversion = [
      Position(.spot(underlying: 0), quantity: 50), option(.call, -1), option(.put, 1),
    ]
    #expect(abs(try requirement(Models.span, conversion) - 10) < 1e-9)
  }

  /// The other leg of a calendar raises the requirement where a spread costs more than the outright
  /// risk: the charge is per spread, whatever the scan saves.
  @Test func aCalendarSpreadCanCostMoreThanItsLegs() throws {
    let futures = [(30, 1.0), (120, -1)].map { days, quantity in
      Position(
        .future(FutureContract(underlying: 0, expiry: now + .days(days), multiplier: 50)),
        quantity: quantity)
    }
    let model = Models.riskArray(
      [
        "price-scan-range": 0.05, "extreme-multiple": 3, "extreme-cover": 0.33,
        "contract-size": 50,
      ],
      tables: [
        "inter-month-spreads": [
          ParameterRow(words: ["commodity": "any"], numbers: ["charge": 600])
        ]
      ])
    let legs = try futures.reduce(0) { $0 + (try requirement(model, [$1])) }
    #expect(abs(legs - 500) < 1e-9)
    #expect(abs(try requirement(model, futures) - 600) < 1e-9)
  }

  /// A long option is asked for more than it is worth: the minimum of a percentage range counts
  /// every option contract, long ones too.
  @Test func aWorthlessLongOptionPaysTheMinimumOfARange() throws {
    #expect(abs(try requirement(Models.tims, [option(.call, 1, strike: 200)]) - 18.75) < 1e-9)
  }
}
