import MarginCore
import TestSupport
import Testing

/// What explains a requirement adds up to it, and the distances are where they say.
struct ExplanationTests {
  private let models: [any MarginModel] = [Models.regT, Models.tims, Models.volatileSpan]

  /// Up to eight positions, where every order counts, and up to sixteen, where some do.
  @Test func contributionsAddUpToTheRequirement() throws {
    for seed in 0..<12 as Range<UInt64> {
      let (one, other) = (RandomBook(seed: seed), RandomBook(seed: seed + 100))
      let positions = one.portfolio.positions
      for book in [positions, positions + other.portfolio.positions].map({
        Portfolio(positions: $0)
      }) {
        for model in models {
          let required = try model.requirement(for: book, in: one.market).initial
          let parts = try model.contributions(to: book, in: one.market)
          #expect(parts.count == book.positions.count)
          // Sums of a few hundred differences of amounts of the gross's size.
          let slack = 1e-9 * book.positions.reduce(1) { $0 + abs($1.units) * one.market[0].spot }
          #expect(abs(parts.reduce(0, +) - required) <= slack, "\(model.id) \(seed)")
        }
      }
    }
  }

  /// A book built in blocks: contributions still add up, and a trade is found among the dearest.
  @Test func thousandsOfPositionsAddUpToo() throws {
    let market = stock(at: 100)
    let book = Portfolio(
      positions: (0..<700).map { index in
        let option = OptionContract(
          underlying: 0, right: index % 2 == 0 ? .put : .call, strike: 60 + 0.1 * Double(index),
          expiry: Timestamp(microseconds: 0) + .days(30 + index % 3))
        return Position(.option(option), quantity: Double(index % 5) - 2)
      })
    let required = try Models.tims.requirement(for: book, in: market).initial
    let parts = try Models.tims.contributions(to: book, in: market)
    // 512 differences of amounts of this size.
    #expect(abs(parts.reduce(0, +) - required) <= 1e-9 * required && parts.count == 700)
    #expect(parts.contains { $0 < 0 } && required > 0)
    #expect(try Models.tims.freeingTrade(for: book, in: market) != nil)
  }

  /// Two equal positions contribute the same, and each half of the whole.
  @Test func equalPositionsContributeTheSame() throws {
    let market = stock(at: 100)
    let half = Position(.spot(underlying: 0), quantity: 50)
    let parts = try Models.regT.contributions(
      to: Portfolio(positions: [half, half]), in: market)
    #expect(parts == [2500, 2500])
  }

  /// 100 shares at 100 with 4,000 borrowed are liquidated where 0.75 × 100 × price = 4,000.
  @Test func distanceOfABorrowedStockIsInClosedForm() throws {
    let book = Portfolio(positions: [Position(.spot(underlying: 0), quantity: 100)], cash: -4000)
    let distance = try Models.regT.priceDistance(of: book, in: stock(at: 100))
    let down = try #require(distance.down)
    #expect(abs(down - (4000 / 7500 - 1)) < 1e-8)
    #expect(distance.up == nil)
  }

  /// A volatility that a venue quotes moves as one that the market holds does.
  @Test func quotedVolatilitiesMoveToo() throws {
    let option = OptionContract(
      underlying: 0, right: .call, strike: 100, expiry: Timestamp(microseconds: 0) + .days(90))
    let book = Portfolio(positions: [Position(.option(option), quantity: -1)], cash: 3000)
    let plain = try Models.regT.volatilityDistance(of: book, in: stock(at: 100))
    let quoted = try Models.regT.volatilityDistance(
      of: book, in: stock(at: 100, marks: VenueMarks(volatilities: [option: 0.3])))
    let (up, same) = (try #require(plain.up), try #require(quoted.up))
    #expect(abs(up - same) < 1e-8 && up > 0)
  }

  @Test func aBreachedAccountIsAtNoDistance() throws {
    let book = Portfolio(positions: [Position(.spot(underlying: 0), quantity: 100)], cash: -9000)
    let distance = try Models.regT.priceDistance(of: book, in: stock(at: 100))
    #expect(distance.down == 0 && distance.up == 0)
  }

  /// The freed amount is the fall of the requirement when the trade is done.
  @Test func theFreeingTradeFreesWhatItSays() throws {
    for seed in 0..<20 as Range<UInt64> {
      let (book, market) = (RandomBook(seed: seed).portfolio, RandomBook(seed: seed).market)
      for model in models {
        guard let trade = try model.freeingTrade(for: book, in: market) else { continue }
        var after = book
        if let held = after.positions.firstIndex(where: { $0.instrument == trade.instrument }) {
          after.positions[held].quantity += trade.quantity
        } else {
          after.positions.append(Position(trade.instrument, quantity: trade.quantity))
        }
        let before = try model.requirement(for: book, in: market).initial
        let fall = try before - model.requirement(for: after, in: market).initial
        #expect(trade.freed > 0 && abs(fall - trade.freed) <= 1e-9 * before, "\(model.id) \(seed)")
      }
    }
  }

  private func stock(at price: Double, marks: VenueMarks? = nil) -> MarketState {
    MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "ABC")],
      states: [UnderlyingState(spot: price, volatility: 0.3, marks: marks)])
  }
}
