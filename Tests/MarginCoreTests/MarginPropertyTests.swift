import MarginCore
import TestSupport
import Testing

/// What must hold for every book, on 200 random ones.
///
/// Comparisons allow 1e-9 of the book's gross value: sums of a few thousand terms at 1e-16 each.
struct MarginPropertyTests {
  static let models: [any MarginModel] = [Models.regT, Models.tims, Models.span]
  static let books = (0..<200).map { RandomBook(seed: UInt64($0)) }

  private func slack(_ book: RandomBook) -> Double {
    let spot = book.market[0].spot
    return 1e-9 * book.portfolio.positions.reduce(1) { $0 + abs($1.units) * spot }
  }

  @Test(arguments: models.indices)
  func requirementsAreNeverNegative(model: Int) throws {
    for book in Self.books {
      let requirement = try book.requirement(Self.models[model])
      #expect(requirement.initial >= 0 && requirement.maintenance >= 0)
      #expect(requirement.publishedInitial >= 0)
    }
  }

  @Test(arguments: models.indices)
  func scalingABookScalesItsRequirement(model: Int) throws {
    for book in Self.books {
      let one = try book.requirement(Self.models[model])
      let three = try book.requirement(
        Self.models[model],
        book.portfolio.positions.map { Position($0.instrument, quantity: 3 * $0.quantity) })
      #expect(abs(three.initial - 3 * one.initial) < 3 * slack(book))
      #expect(abs(three.maintenance - 3 * one.maintenance) < 3 * slack(book))
    }
  }

  @Test(arguments: models.indices)
  func orderAndSplittingDoNotMatter(model: Int) throws {
    for book in Self.books {
      let one = try book.requirement(Self.models[model]).initial
      let halves = book.portfolio.positions.map {
        Position($0.instrument, quantity: 0.5 * $0.quantity)
      }
      let split = try book.requirement(Self.models[model], halves + halves.reversed()).initial
      #expect(abs(split - one) < slack(book))
    }
  }

  /// Scan risk, range loss and cheapest pairing of the whole are at most the sum over the parts.
  ///
  /// The
  /// Reg T sum is taken before the floor at zero that a lone long option never needs.
  @Test(arguments: models.indices)
  func nettingNeverExceedsGross(model: Int) throws {
    for book in Self.books {
      let whole = try book.requirement(Self.models[model]).initial
      let parts = try book.portfolio.positions.reduce(0) {
        $0 + (try book.requirement(Self.models[model], [$1]).initial)
      }
      #expect(whole <= parts + slack(book), "\(book.portfolio.positions)")
    }
  }

  @Test func addingTheOppositePositionNeverRaisesScanRisk() throws {
    for book in Self.books {
      let scan = { (positions: [Position]) throws in
        try book.requirement(Models.span, positions).components[0].amount
      }
      let positions = book.portfolio.positions
      let first = positions[0]
      let without = try scan([first])
      let offset = try scan([first, Position(first.instrument, quantity: -0.5 * first.quantity)])
      #expect(offset <= without + slack(book))
    }
  }

  @Test func cashChangesNoRequirement() throws {
    for book in Self.books {
      for model in Self.models {
        let rich = Portfolio(positions: book.portfolio.positions, cash: 1e9)
        let requirement = try model.requirement(for: rich, in: book.market)
        #expect(try requirement == book.requirement(model))
      }
    }
  }

  /// One short call and one short put of equal size are never charged more than apart, nor less than
  /// the dearer of the two.
  @Test func shortCombinationsTakeTheCheaperWay() throws {
    for seed in 0..<100 {
      var random = SplitMix64(state: UInt64(seed))
      let book = RandomBook(seed: UInt64(seed))
      let legs = OptionRight.allCases.map { right in
        let strike = book.market[0].spot * Double.random(in: 0.8...1.2, using: &random)
        let contract = OptionContract(
          underlying: 0, right: right, strike: strike,
          expiry: Timestamp(microseconds: 0) + .days(30))
        return Position(.option(contract), quantity: -1)
      }
      let together = try book.requirement(Models.regT, legs).publishedInitial
      let singles = try legs.map { try book.requirement(Models.regT, [$0]).publishedInitial }
      #expect(together <= singles[0] + singles[1] + 1e-9)
      #expect(together >= max(singles[0], singles[1]) - 1e-9)
    }
  }
}
