import MarginCore
import TestSupport
import Testing

/// What must hold for every book under the venues' models, on 100 random ones, and where it does not.
///
/// Comparisons allow 1e-9 of the book's gross value: sums of a few hundred terms at 1e-16 each.
@Suite struct VenuePropertyTests {
  static let models: [(model: any MarginModel, isInverse: Bool, hasFutures: Bool)] = [
    (Models.deribitPortfolio, true, true), (Models.deribitPortfolio, false, true),
    (Models.deribitStandard, true, true), (Models.derivePortfolio, false, false),
    (Models.deriveFirst, false, false), (Models.deriveStandard, false, false),
  ]

  private func books(_ index: Int) -> [RandomVenueBook] {
    let entry = Self.models[index]
    return (0..<100).map {
      RandomVenueBook(
        seed: UInt64($0), settlement: entry.isInverse ? .inverse : .linear,
        futures: entry.hasFutures)
    }
  }

  @Test(arguments: models.indices)
  func requirementsAreNeverNegative(model: Int) throws {
    for book in books(model) {
      let margin = try book.requirement(Self.models[model].model)
      #expect(margin.initial >= 0 && margin.maintenance >= 0 && margin.publishedInitial >= 0)
      #expect(margin.initial >= margin.maintenance - 1e-9 * book.gross)
    }
  }

  @Test(arguments: models.indices)
  func orderAndSplittingDoNotMatter(model: Int) throws {
    for book in books(model) {
      let whole = try book.requirement(Self.models[model].model)
      let halves = book.positions.scaled(by: 0.5)
      let split = try book.requirement(Self.models[model].model, halves + halves.reversed())
      #expect(abs(split.initial - whole.initial) <= 1e-9 * book.gross)
      #expect(abs(split.maintenance - whole.maintenance) <= 1e-9 * book.gross)
    }
  }

  @Test(arguments: models.indices)
  func cashChangesNoRequirement(model: Int) throws {
    for book in books(model) {
      let poor = try book.requirement(Self.models[model].model)
      #expect(try book.requirement(Self.models[model].model, cash: 1e9) == poor)
    }
  }

  @Test(arguments: models.indices)
  func anOppositeBookLeavesNothing(model: Int) throws {
    for book in books(model) {
      let both = book.positions + book.positions.scaled(by: -1)
      let margin = try book.requirement(Self.models[model].model, both)
      #expect(margin.initial <= 1e-9 * book.gross)
    }
  }

  /// Derive's rules are homogeneous of degree one; so is Deribit's but for what
  /// `sizeMattersAtDeribit` shows.
  @Test(arguments: [3, 4, 5])
  func scalingABookScalesItsRequirement(model: Int) throws {
    for book in books(model) {
      let one = try book.requirement(Self.models[model].model)
      let three = try book.requirement(Self.models[model].model, book.positions.scaled(by: 3))
      #expect(abs(three.initial - 3 * one.initial) <= 3e-9 * book.gross)
      #expect(abs(three.maintenance - 3 * one.maintenance) <= 3e-9 * book.gross)
    }
  }

  /// Deribit charges large books more per coin, so that its requirement grows at least as fast.
  ///
  /// Futures by a slope, portfolios by the dampener that forgives small books their far losses.
  @Test(arguments: [0, 1, 2])
  func sizeMattersAtDeribit(model: Int) throws {
    var breaches = 0
    for book in books(model) {
      let one = try book.requirement(Self.models[model].model)
      let many = try book.requirement(Self.models[model].model, book.positions.scaled(by: 30))
      #expect(many.publishedInitial >= 30 * one.publishedInitial - 3e-8 * book.gross)
      if many.publishedInitial > 30.01 * one.publishedInitial { breaches += 1 }
    }
    #expect(breaches > 0)
  }

  /// The worst case of Deribit's matrix nets within an underlying: the whole is at most its parts.
  ///
  /// Not so the delta shock, which is convex, nor the dampened far losses; both are off here.
  @Test func nettingNeverExceedsGrossWithoutSizeCharges() throws {
    var values = Models.deribitValues
    (values["extended-dampener"], values["max-delta-shock"]) = (0, 0)
    let model = DeribitPortfolio.family.make("m", ParameterValues(values))
    for book in books(0) {
      let whole = try book.requirement(model).initial
      let parts = try book.positions.reduce(0) {
        $0 + (try book.requirement(model, [$1]).initial)
      }
      #expect(whole <= parts + 1e-9 * book.gross)
    }
  }

  /// A dampener for every position by itself forgives more than one for the whole book: a thousand
  /// calls at twice the price, in two accounts, lose the dampener of 16.5 coins twice.
  @Test func theDampenerBreaksNetting() throws {
    let now = Timestamp(microseconds: 0)
    let call = OptionContract(
      underlying: 0, right: .call, strike: 120_000, expiry: now + .days(30), multiplier: 1,
      settlement: .inverse)
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "BTC")],
      states: [UnderlyingState(spot: 60_000, volatility: 0.5)])
    let worst = { (quantity: Double) in
      let book = Portfolio(positions: [Position(.option(call), quantity: quantity)])
      return try Models.deribitPortfolio.requirement(for: book, in: market).components[0].amount
    }
    let dampener = (2 / 0.16 - 1) * 100_000 / 1.16
    #expect(try worst(-1000) > 2 * worst(-500) + 0.9 * dampener)
  }

  /// Initial margin of Derive's portfolio managers is at most that of the parts: scenarios net,
  /// and what does not net adds up.
  @Test(arguments: [3, 4])
  func nettingNeverExceedsGrossAtDerive(model: Int) throws {
    for book in books(model) {
      let whole = try book.requirement(Self.models[model].model).initial
      let parts = try book.positions.reduce(0) {
        $0 + (try book.requirement(Self.models[model].model, [$1]).initial)
      }
      #expect(whole <= parts + 1e-9 * book.gross)
    }
  }

  /// The offset across currencies only lowers the worst case of two coins that lose together.
  @Test func crossCollateralNeverAsksForMore() throws {
    var values = Models.deribitValues
    values.merge(
      ["pnl-offset": 0.6, "max-offsetable-pnl": 2e7, "correlation-set": 1]) { $1 }
    let cross = DeribitPortfolio.family.make("cross", ParameterValues(values))
    for book in books(0) {
      let apart = try book.requirement(Models.deribitPortfolio).initial
      #expect(try book.requirement(cross).initial <= apart + 1e-9 * book.gross)
    }
  }
}
