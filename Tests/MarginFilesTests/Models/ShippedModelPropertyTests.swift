import MarginCore
import TestSupport
import Testing

@testable import MarginFiles

/// What must hold for every book, under each of the shipped models with its shipped numbers; and where a
/// rule does not keep it, why, with a book that shows it.
///
/// Comparisons allow 1e-9 of the book's gross value: sums of a few thousand terms at 1e-16 each.
@Suite struct ShippedModelPropertyTests {
  private static let ids = ModelCatalogue.standard.ids
  private static let books = (0..<8).map { RandomShippedBook(seed: UInt64($0)) }

  private func held(_ book: RandomShippedBook, _ model: any MarginModel) -> [Position] {
    book.positions.filter { model.covers($0.instrument) && model.allows($0) }
  }

  private func initial(
    _ model: any MarginModel, _ positions: [Position], _ book: RandomShippedBook
  ) throws -> Double {
    try model.requirement(for: Portfolio(positions: positions), in: book.market).initial
  }

  /// Checks a property of every book under one model, or that some book breaks it where a reason is given.
  private func check(
    _ id: String, unless reasons: [String: String],
    _ holds: (any MarginModel, [Position], RandomShippedBook) throws -> Bool
  ) throws {
    let model = try ModelCatalogue.standard.model(id)
    var breaches = 0
    for book in Self.books {
      let positions = held(book, model)
      guard !positions.isEmpty, try !holds(model, positions, book) else { continue }
      breaches += 1
    }
    let reason = reasons[id]
    #expect((breaches > 0) == (reason != nil), "\(id): \(breaches) breaches, \(reason ?? "")")
  }

  @Test(arguments: ids) func everyModelHasBooks(id: String) throws {
    let model = try ModelCatalogue.standard.model(id)
    #expect(Self.books.count { held($0, model).count > 1 } >= 5, "\(id)")
  }

  @Test(arguments: ids) func requirementsAreNotNegativeAndInitialIsTheLarger(id: String) throws {
    try check(id, unless: [:]) { model, positions, book in
      let got = try model.requirement(for: Portfolio(positions: positions), in: book.market)
      return got.maintenance >= 0 && got.initial >= got.maintenance - 1e-9 * book.gross
        && got.publishedInitial >= 0 && got.initial.isFinite
    }
  }

  static let doNotScale = [
    "reg-t": "the minimum equity of an account is the same for a small and a large book",
    "deribit-sm": "the rate of futures rises with their size",
    "binance-um": "tiers: more notional has less leverage",
    "binance-pm": "tiers: more notional has a higher rate",
  ]

  @Test(arguments: ids) func twiceTheBookAsksForTwice(id: String) throws {
    try check(id, unless: Self.doNotScale) { model, positions, book in
      let one = try initial(model, positions, book)
      return abs(try initial(model, positions.scaled(by: 2), book) - 2 * one) <= 1e-9 * book.gross
    }
  }

  @Test(arguments: ids) func closingPartOfALonePositionNeverCosts(id: String) throws {
    try check(id, unless: [:]) { model, positions, book in
      try positions.allSatisfy { position in
        let part = [position].scaled(by: -0.5)
        guard part.allSatisfy(model.allows) else { return true }
        return try initial(model, [position] + part, book) <= initial(model, [position], book)
          + 1e-9 * book.gross
      }
    }
  }

  @Test(arguments: ids) func anOppositeBookLeavesNothing(id: String) throws {
    try check(id, unless: [:]) { model, positions, book in
      let both = positions + positions.scaled(by: -1)
      guard both.allSatisfy(model.allows) else { return true }
      return try initial(model, both, book) <= 1e-9 * book.gross
    }
  }

  static let doNotNet = [
    "bybit-pm":
      "options of two expiries pay for the spread between their vegas, which parts do not have",
    "stans-style":
      "stresses of dependence and concentration ask of a book on two coins what its parts on one are spared",
  ]

  @Test(arguments: ids) func netIsAtMostGross(id: String) throws {
    try check(id, unless: Self.doNotNet) { model, positions, book in
      let parts = try positions.reduce(0) { $0 + (try initial(model, [$1], book)) }
      return try initial(model, positions, book) <= parts + 1e-9 * book.gross
    }
  }

  @Test(arguments: ids) func contributionsAddUp(id: String) throws {
    try check(id, unless: [:]) { model, positions, book in
      let part = Portfolio(positions: Array(positions.prefix(3)))
      let whole = try initial(model, part.positions, book)
      let sum = try model.contributions(to: part, in: book.market).reduce(0, +)
      return abs(sum - whole) <= 1e-9 * book.gross
    }
  }

  @Test(arguments: ids) func cashChangesOnlyExcess(id: String) throws {
    try check(id, unless: [:]) { model, positions, book in
      let (poor, rich) = (
        Portfolio(positions: positions), Portfolio(positions: positions, cash: 4096)
      )
      let required = try model.requirement(for: rich, in: book.market)
      let change = rich.equity(in: book.market) - poor.equity(in: book.market)
      return try required == model.requirement(for: poor, in: book.market)
        && abs(change - 4096) <= 1e-9 * book.gross
    }
  }

  @Test(arguments: ids) func orderAndSplittingDoNotMatter(id: String) throws {
    try check(id, unless: [:]) { model, positions, book in
      let halves = positions.scaled(by: 0.5)
      let split = try initial(model, halves + halves.reversed(), book)
      return abs(try initial(model, positions, book) - split) <= 1e-9 * book.gross
    }
  }
}

extension MarginModel {
  /// Whether a position is one that the venue lets be held: Derive knows no coins that are owed.
  fileprivate func allows(_ position: Position) -> Bool {
    guard case .spot = position.instrument, position.quantity < 0 else { return true }
    return !["lyra-pmrm-v1", "derive-sm"].contains(id)
  }
}

extension [Position] {
  fileprivate func scaled(by factor: Double) -> [Position] {
    map { position in
      var scaled = position
      scaled.quantity *= factor
      return scaled
    }
  }
}

/// Options, a future, perpetuals and coins on two coins with a past of 25 years of days.
private struct RandomShippedBook {
  let market: MarketState
  let positions: [Position]

  init(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let now = Timestamp(microseconds: 0) + .days(6300)
    let past = [60_000.0, 3000].map { level in
      var price = level * .random(in: 0.5...1.5, using: &random)
      return (0...6300).map { _ in
        price *= 1 + .random(in: -0.03...0.0302, using: &random)
        return price
      }
    }
    let states = past.map {
      UnderlyingState(spot: $0[6300], volatility: .random(in: 0.3...1.2, using: &random))
    }
    market = MarketState(
      time: now, underlyings: ["BTC", "ETH"].map { Underlying(name: $0, tradingDays: 365) },
      states: states, pastTimes: (0..<6300).map { Timestamp(microseconds: 0) + .days($0) },
      pastSpots: past.map { Array($0.dropLast()) })
    positions = (0..<6).map { index in
      let underlying = index == 0 ? 0 : index == 5 ? 1 : Int.random(in: 0...1, using: &random)
      let spot = states[underlying].spot
      let size =
        Double(Int.random(in: 1...20, using: &random)) * (Bool.random(using: &random) ? 1 : -1)
      let expiry = now + .days(.random(in: 1...300, using: &random))
      switch index {
      case 0, 5:
        return Position(
          .perpetual(PerpetualContract(underlying: underlying)), quantity: size, settledPrice: spot)
      case 1:
        return Position(
          .future(FutureContract(underlying: underlying, expiry: expiry)), quantity: size,
          settledPrice: spot)
      case 2 where Bool.random(using: &random):
        return Position(.spot(underlying: underlying), quantity: size)
      default:
        let option = OptionContract(
          underlying: underlying, right: Bool.random(using: &random) ? .call : .put,
          strike: (spot * .random(in: 0.6...1.5, using: &random)).rounded(), expiry: expiry,
          multiplier: 1)
        return Position(.option(option), quantity: size)
      }
    }
  }

  /// Value of everything held at the spot price, for tolerances.
  var gross: Double {
    positions.reduce(1) { $0 + abs($1.units) * market[$1.instrument.underlying].spot }
  }
}
