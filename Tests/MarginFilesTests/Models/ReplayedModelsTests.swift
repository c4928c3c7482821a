import MarginCore
import MarginReplay
import Testing

@testable import MarginFiles

/// Every shipped model inside a replay, as the one that governs and as a shadow.
@Suite struct ReplayedModelsTests {
  private static let ids = ModelCatalogue.standard.ids
  private static let days = 6
  /// The longest look-back that ships, 25 years of days.
  private static let warmUp = 6300

  /// Two books that between them every model has rules for.
  enum Book: CaseIterable {
    case options, perpetuals

    /// Models that have no rule for it, and why.
    var refused: [String: String] {
      switch self {
      case .options:
        Dictionary(
          uniqueKeysWithValues: ["drift-v2", "hyperliquid", "binance-um", "binance-pm", "dydx-v4"]
            .map { ($0, "rates and tiers of perpetuals; the venue or market has no options") })
      case .perpetuals:
        Dictionary(
          uniqueKeysWithValues: ["reg-t"].map { ($0, "a Reg T account holds no futures") }
            + ["btc", "sol", "zec", "cl", "meta"].map {
              ("paradex-\($0)", "charges for dated options and nothing else")
            })
      }
    }

    var positions: [Position] {
      switch self {
      case .options:
        [(OptionRight.put, 90.0), (.call, 112)].map { right, strike in
          let contract = OptionContract(
            underlying: 0, right: right, strike: strike, expiry: time(6350), multiplier: 1)
          return Position(.option(contract), quantity: -20)
        }
      case .perpetuals:
        [Position(.perpetual(PerpetualContract(underlying: 0)), quantity: -20)]
      }
    }
  }

  private static func time(_ day: Int) -> Timestamp { Timestamp(microseconds: 0) + .days(day) }

  /// A price that swings within 1 % and drifts, so that no past return is missing and none is wild.
  private static let history: MarketHistory = {
    let count = warmUp + days
    let spots = (0..<count).map { day -> Double in
      let (trend, swing) = (Double(day % 2000) / 1000, Double(day * day % 97) / 97)
      return 100 + trend + swing
    }
    return MarketHistory(
      times: (0..<count).map(time), underlyings: [Underlying(name: "BTC", tradingDays: 365)],
      paths: [UnderlyingPath(spot: spots, volatility: spots.map { _ in 0.4 }, rate: 0.02)],
      firstStep: warmUp)
  }()

  private func log(
    _ model: String, shadows: [String] = [], _ book: Book, history: MarketHistory = history
  ) throws -> AccountLog {
    var replay = Replay(
      deposit: 1e6, models: [try ModelCatalogue.standard.model(model)])
    replay.positions = book.positions
    replay.shadows = try shadows.map { try ModelCatalogue.standard.model($0) }
    return try #require(try replay.run(over: history).accounts.first)
  }

  private func accepted(_ book: Book) -> [String] {
    Self.ids.filter { book.refused[$0] == nil }
  }

  /// No model is left out of both, and what is said to be refused is refused.
  @Test func theBooksSuitEveryModel() throws {
    #expect(Set(accepted(.options) + accepted(.perpetuals)) == Set(Self.ids))
    for book in Book.allCases {
      for id in Self.ids {
        let model = try ModelCatalogue.standard.model(id)
        let isCovered = book.positions.allSatisfy { model.covers($0.instrument) }
        #expect(isCovered == (book.refused[id] == nil), "\(id) \(book)")
        #expect(model.lookBack <= Self.warmUp, "\(id)")
      }
    }
  }

  @Test(arguments: ids) func everyModelGoverns(id: String) throws {
    for book in Book.allCases where book.refused[id] == nil {
      let log = try log(id, book)
      #expect(log.steps.count == Self.days && log.margin.map(\.model) == log.steps.map { _ in id })
      for (step, record) in zip(log.steps, log.margin) {
        #expect(step.initialMargin == record.requirement.initial && step.initialMargin > 0)
        #expect(step.maintenanceMargin == record.requirement.maintenance)
        #expect(step.maintenanceMargin <= step.initialMargin && step.initialMargin.isFinite)
      }
    }
  }

  /// A shadow on another's book asks for what it asks for when it governs the same book.
  @Test(arguments: Book.allCases) func allModelsShadowTogether(book: Book) throws {
    let ids = accepted(book)
    let together = try log(ids[0], shadows: Array(ids.dropFirst()), book)
    #expect(together.margin.count == ids.count * Self.days)
    for id in ids {
      let own = together.margin.filter { $0.model == id }.map(\.requirement)
      let alone = try log(id, book).margin.map(\.requirement)
      #expect(own == alone, "\(id)")
    }
  }

  /// Models know the step and what came before it: days that are cut off change nothing.
  @Test(arguments: Book.allCases) func noModelLooksAhead(book: Book) throws {
    let ids = accepted(book)
    let whole = try log(ids[0], shadows: Array(ids.dropFirst()), book)
    let cut = try log(
      ids[0], shadows: Array(ids.dropFirst()), book,
      history: Self.history.cut(after: Self.warmUp + 2))
    #expect(cut.margin.count == 3 * ids.count)
    for (got, wanted) in zip(cut.margin, whole.margin) {
      #expect(got.model == wanted.model && got.requirement == wanted.requirement)
    }
  }

  /// Too little past is an error that says how much is missing, never a number from less.
  @Test func warmUpIsDemanded() throws {
    for id in Self.ids {
      let model = try ModelCatalogue.standard.model(id)
      guard model.lookBack > 0, id != "span-nse" else { continue }
      let book = Portfolio(positions: Book.options.positions)
      #expect(throws: ModelError.self, "\(id)") {
        try model.requirement(for: book, in: Self.history[model.lookBack - 1])
      }
      _ = try model.requirement(for: book, in: Self.history[model.lookBack])
    }
  }
}
