import MarginCore
import MarginReplay
import TestSupport
import Testing

@testable import MarginFiles

/// What every model that looks back owes, with short windows so that a short path suffices.
@Suite struct ValueAtRiskModelsTests {
  /// The shipped models, each with windows of at most 60 returns.
  static let models: [any MarginModel] = ModelCatalogue.valueAtRiskFiles.compactMap { file in
    let id = file.0.replacing(".yaml", with: "")
    let short: [String: Double] = [
      "window": 40, "seed-window": 10, "search": 60, "paths": 200, "confidence": 0.95,
    ]
    let names = ModelCatalogue.standard[id]?.parameters.map(\.name) ?? []
    return try? ModelCatalogue.standard.model(
      id, overrides: short.filter { names.contains($0.key) })
  }

  /// A transform of each kind around one of them.
  static var transformed: any MarginModel {
    let steps: [DerivedModel.Step] = [
      .reference(.floor, model: "stressed-historical"), .multiplier(1.1),
      .buffer(share: 0.25, release: 1...2, decay: 0.94, window: 50),
      .reference(.weight(0.25), model: "parametric-t"),
      .speedLimit(rise: 0.05, window: 5),
      .liquidity(halfSpread: 0.001, volatilityHalfSpread: 0.01),
      .concentration(multiple: 3, dailyVolume: 10, threshold: 1),
      .reference(.cap(multiple: 3), model: "age-weighted-var"),
    ]
    let derived = DerivedModel(
      id: "careful", base: "filtered-historical-ewma",
      parameters: ["window": 40, "seed-window": 10], steps: steps)
    let short: [String: [String: Double]] = [
      "stressed-historical": ["window": 30, "search": 60], "parametric-t": ["window": 40],
      "age-weighted-var": ["window": 40],
    ]
    let catalogue = ModelCatalogue.standard.deriving([derived], parameters: short)
    return (try? catalogue.model("careful")) ?? RegT.family.make("none", ParameterValues([:]))
  }

  private func path(_ count: Int, seed: UInt64, after step: Int = .max) -> UnderlyingPath {
    var (random, other) = (SplitMix64(state: seed), SplitMix64(state: seed + 100))
    var spots = [100.0]
    for i in 1..<count {
      let move = Double.random(in: -0.03...0.03, using: &random)
      let changed = Double.random(in: -0.3...0.3, using: &other)
      spots.append(spots[i - 1] * (1 + (i > step ? changed : move)))
    }
    return UnderlyingPath(spot: spots, volatility: spots.map { 0.2 + $0 / 1000 }, rate: 0.02)
  }

  private func history(after step: Int = .max) -> MarketHistory {
    MarketHistory(
      times: (0..<110).map { Timestamp(microseconds: 0) + .days($0) },
      underlyings: [Underlying(name: "X"), Underlying(name: "Y")],
      paths: [path(110, seed: 1, after: step), path(110, seed: 2, after: step)], firstStep: 80)
  }

  private var book: [Position] {
    let expiry = Timestamp(microseconds: 0) + .days(400)
    return [
      Position(
        .option(OptionContract(underlying: 0, right: .put, strike: 95, expiry: expiry)),
        quantity: -3),
      Position(
        .option(OptionContract(underlying: 1, right: .call, strike: 110, expiry: expiry)),
        quantity: -2),
      Position(.spot(underlying: 0), quantity: -120),
    ]
  }

  private func replay(_ history: MarketHistory) throws -> [[StepRecord]] {
    var replay = Replay(deposit: 1e6, models: Self.models + [Self.transformed])
    replay.positions = book
    return try replay.run(over: history).accounts.map(\.steps)
  }

  /// Cutting the history after a step, or changing all that follows, changes nothing up to it.
  @Test func noModelSeesTheFuture() throws {
    let whole = try replay(history())
    #expect(whole.count == ModelCatalogue.valueAtRiskFiles.count + 1)
    #expect(whole.allSatisfy { steps in steps.contains { $0.initialMargin > 0 } })
    let known = 95 - 80 + 1
    let cut = try replay(history().cut(after: 95))
    let changed = try replay(history(after: 95))
    for (account, steps) in whole.enumerated() {
      let asked = steps.prefix(known).map(\.initialMargin)
      #expect(cut[account].map(\.initialMargin) == asked)
      #expect(changed[account].prefix(known).map(\.initialMargin) == asked)
    }
    #expect(zip(whole, changed).contains { $0.map(\.equity) != $1.map(\.equity) })
  }

  /// A model may use `lookBack` rows before the first step and no more: with one row less it says so,
  /// and rows before those change nothing.
  @Test func lookBackIsExact() throws {
    let full = history()
    for model in Self.models + [Self.transformed] {
      let known = full.times.count - model.lookBack - 1
      let spots = [0, 1].map { full[109].spots(of: $0, lookingBack: 109) }
      let market = { (first: Int) in
        MarketHistory(
          times: Array(full.times[first...]), underlyings: full.underlyings,
          paths: spots.map {
            UnderlyingPath(
              spot: Array($0[first...]), volatility: $0[first...].map { _ in 0.3 })
          })[109 - first]
      }
      let portfolio = Portfolio(positions: book)
      let exact = try model.requirement(for: portfolio, in: market(known))
      #expect(try model.requirement(for: portfolio, in: market(0)) == exact, "\(model.id)")
      #expect(throws: ModelError.self, "\(model.id)") {
        try model.requirement(for: portfolio, in: market(known + 1))
      }
    }
  }

  /// Linear rules scale; so do simulations, whose draws are common.
  ///
  /// Cornish-Fisher does as well, its
  /// standardised cumulants being free of scale.
  @Test func scalingABookScalesItsRequirement() throws {
    let market = history()[100]
    let triple = book.map { Position($0.instrument, quantity: 3 * $0.quantity) }
    for model in Self.models {
      let one = try model.requirement(for: Portfolio(positions: book), in: market)
      let three = try model.requirement(for: Portfolio(positions: triple), in: market)
      #expect(one.initial > 0)
      #expect(abs(three.initial - 3 * one.initial) < 1e-9 * three.initial, "\(model.id)")
      #expect(
        one.components[0].name != "value_at_risk"
          || one.components[1].amount >= one.components[0].amount)
    }
  }

  @Test func orderAndSplittingDoNotMatter() throws {
    let market = history()[100]
    let halves = book.map { Position($0.instrument, quantity: 0.5 * $0.quantity) }
    for model in Self.models {
      let one = try model.requirement(for: Portfolio(positions: book), in: market)
      let split = try model.requirement(
        for: Portfolio(positions: halves.reversed() + halves), in: market)
      #expect(abs(split.initial - one.initial) < 1e-9 * one.initial, "\(model.id)")
    }
  }

  /// Expected shortfall of the whole is at most the sum over the positions, in every scenario family
  /// with equal scenarios for all; Cornish-Fisher figures and quantiles owe no such thing.
  @Test func shortfallNets() throws {
    let market = history()[100]
    for id in ["historical-var", "age-weighted-var", "filtered-historical-ewma", "monte-carlo-t"] {
      guard let model = Self.models.first(where: { $0.id == id }) else { continue }
      let shortfall = { (positions: [Position]) throws in
        try model.requirement(for: Portfolio(positions: positions), in: market).components[1].amount
      }
      let whole = try shortfall(book)
      let parts = try book.reduce(0) { $0 + (try shortfall([$1])) }
      #expect(whole <= parts + 1e-9 * parts, "\(id)")
    }
  }

  @Test func nothingIsAskedOfNothing() throws {
    let market = history()[100]
    for model in Self.models + [Self.transformed] {
      #expect(try model.requirement(for: Portfolio(), in: market).initial == 0, "\(model.id)")
    }
  }
}
