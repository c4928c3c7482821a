import MarginCore
import TestSupport
import Testing

/// What must hold for every book under rules of venues, on 200 random ones.
///
/// Books hold what the rule covers. Comparisons allow 1e-9 of the book's gross value. Breaches of
/// scaling and of net ≤ gross have tests of their own beside each rule.
struct RuleModelPropertyTests {
  static let models: [any MarginModel] = [Models.regT, Models.paradex]

  private func book(_ seed: Int, for model: any MarginModel) -> (RandomBook, [Position]) {
    let book = RandomBook(seed: UInt64(seed))
    return (book, book.portfolio.positions.filter { model.covers($0.instrument) })
  }

  private func slack(_ book: RandomBook) -> Double {
    1e-9 * book.portfolio.positions.reduce(1) { $0 + abs($1.units) * book.market[0].spot }
  }

  @Test(arguments: 0..<2)
  func requirementsAreNotNegativeAndInitialIsTheLarger(model: Int) throws {
    let model = Self.models[model]
    for seed in 0..<200 {
      let (book, positions) = book(seed, for: model)
      let got = try book.requirement(model, positions)
      #expect(got.maintenance >= 0 && got.initial >= got.maintenance - slack(book))
    }
  }

  @Test(arguments: 0..<2)
  func optionBooksScale(model: Int) throws {
    let model = Self.models[model]
    for seed in 0..<200 {
      let (book, positions) = book(seed, for: model)
      let one = try book.requirement(model, positions)
      let three = try book.requirement(
        model, positions.map { Position($0.instrument, quantity: 3 * $0.quantity) })
      #expect(abs(three.initial - 3 * one.initial) < 3 * slack(book))
      #expect(abs(three.maintenance - 3 * one.maintenance) < 3 * slack(book))
    }
  }

  @Test(arguments: 0..<2)
  func orderSplittingAndCashDoNotMatter(model: Int) throws {
    let model = Self.models[model]
    for seed in 0..<200 {
      let (book, positions) = book(seed, for: model)
      let halves = positions.map { Position($0.instrument, quantity: 0.5 * $0.quantity) }
      let one = try book.requirement(model, positions).initial
      let split = try book.requirement(model, halves + halves.reversed()).initial
      #expect(abs(split - one) < slack(book))
      let rich = Portfolio(positions: positions, cash: 1e9)
      #expect(try model.requirement(for: rich, in: book.market).initial == one)
    }
  }

  /// Closing a position takes its requirement away; buying a short back halfway never raises it.
  @Test(arguments: 0..<2)
  func closingPartOfALonePositionLowersTheRequirement(model: Int) throws {
    let model = Self.models[model]
    for seed in 0..<200 {
      let (book, positions) = book(seed, for: model)
      guard let first = positions.first else { continue }
      let half = Position(first.instrument, quantity: -0.5 * first.quantity)
      let whole = try book.requirement(model, [first]).initial
      #expect(try book.requirement(model, [first, half]).initial <= whole + slack(book))
      #expect(try book.requirement(model, [first, half, half]).initial <= slack(book))
    }
  }
}
