import Foundation
import MarginCore
import MarginReplay
import Testing

@testable import MarginFiles

@Suite struct VolatilitySourceTests {
  private static let prices: [Double] = (0..<30).map { (i: Int) -> Double in
    let (up, down) = (i * 7 % 11, i * 5 % 7)
    return Double(100 + up - down)
  }
  private static let files = FakeFiles([
    "spx.csv": ("2020-01-01", prices),
    "vix.csv": ("2020-01-01", prices.map { 20 + ($0 - 100) / 2 }),
  ])

  private static func text(_ volatility: String) -> String {
    Example.experiment("volatility: 0.2", "volatility: \(volatility)")
  }

  private static func source(_ volatility: String) throws -> VolatilitySource {
    try parseExperiment(text(volatility), named: "e.yaml").market.underlyings[0].volatility
  }

  private static func load(_ volatility: String) throws -> LoadedExperiment {
    try files.load(try parseExperiment(text(volatility), named: "e.yaml"))
  }

  private static let slices =
    "slices: [{years: 0.1, a: 0.001, b: 0.02, rho: -0.6, m: 0, sigma: 0.1}, {years: 1, a: 0.01, b: 0.1, rho: -0.6, m: 0, sigma: 0.1}]"
  private static let ssvi =
    "ssvi: {at-the-money: [{years: 0.1, volatility: 0.2}, {years: 1, volatility: 0.22}], rho: -0.7, eta: 1, gamma: 0.4}"
  private static let index =
    "model: index, file: vix.csv, scale: 0.01, skew: -0.25, curvature: 0.08"

  @Test func everySourceIsRead() throws {
    #expect(
      try Self.source("{model: ewma, floor: 0.1}")
        == .ewma(EWMAVolatility(decay: 0.94, floor: 0.1, seedWindow: 21)))
    #expect(
      try Self.source("{model: ewma, decay: 0.9, window: 5d}")
        == .ewma(EWMAVolatility(decay: 0.9, seedWindow: 5)))
    #expect(try Self.source("{model: regression}") == .regression(.vix))
    let shape = try #require(SmileShape(skew: -0.25, curvature: 0.08))
    let reversion = try #require(VarianceReversion(longRun: 0.18, speed: 4))
    #expect(
      try Self.source("{\(Self.index), long-run: 0.18, speed: 4, max-age: 3d}")
        == .index(
          IndexSource(
            file: "vix.csv", columns: SeriesLayout(), scale: 0.01, maxAge: .days(3), shape: shape,
            reversion: reversion, dynamics: .stickyStrike)))
    #expect(
      try Self.source("{model: surface, file: s.csv, time: t, dynamics: sticky-delta}")
        == .smiles(
          SmileFile(file: "s.csv", time: "t", maxAge: .zero, dynamics: .stickyDelta)))
    let curve = TotalVarianceCurve([
      .init(years: 0.1, volatility: 0.2), .init(years: 1, volatility: 0.22),
    ])
    let ssvi = SSVI(atTheMoney: try #require(curve), rho: -0.7, eta: 1, gamma: 0.4)
    #expect(
      try Self.source("{model: surface, \(Self.ssvi), spot: 105, dynamics: sticky-strike}")
        == .surface(SurfaceState(ssvi, dynamics: .stickyStrike), spot: 105))
  }

  @Test func aResolvedExperimentMeansTheSame() throws {
    for volatility in [
      "{model: ewma}", "{model: regression}", "{\(Self.index)}",
      "{model: surface, \(Self.slices), dynamics: sticky-strike}",
      "{model: surface, \(Self.ssvi), dynamics: sticky-moneyness}",
    ] {
      let experiment = try parseExperiment(Self.text(volatility), named: "e.yaml")
      let again = try parseExperiment(resolvedYAML(of: experiment), named: "e.yaml")
      #expect(again == experiment, "\(volatility)")
      #expect(again.market == experiment.market)
    }
  }

  @Test func estimatorsGiveTheirOwnValues() throws {
    let cases: [(String, any VolatilityEstimator, Int)] = [
      ("{model: ewma, window: 5d}", EWMAVolatility(seedWindow: 5), 5),
      ("{model: regression}", IndexRegression.vix, 21),
    ]
    for (text, model, warmUp) in cases {
      let loaded = try Self.load(text)
      let expected = model.values(of: Self.prices, tradingDays: 252)
      #expect(loaded.history.steps == warmUp..<30)
      for step in loaded.history.steps {
        #expect(loaded.history[step][0].volatility == expected[step])
        #expect(loaded.history[step][0].surface == nil)
      }
    }
  }

  @Test func anIndexMakesASurfaceOfEachValue() throws {
    let loaded = try Self.load(
      "{\(Self.index), long-run: 0.18, speed: 4, dynamics: sticky-moneyness}")
    let shape = try #require(SmileShape(skew: -0.25, curvature: 0.08))
    let reversion = try #require(VarianceReversion(longRun: 0.18, speed: 4))
    for step in loaded.history.steps {
      let state = loaded.history[step][0]
      let level = 20 + (state.spot - 100) / 2
      let index = try #require(VolatilityIndex(.vix, level: 100 * (level * 0.01)))
      let surface = IndexSurface(index: index, reversion: reversion, shape: shape)
      #expect(state.surface == SurfaceState(surface, dynamics: .stickyMoneyness))
      #expect(state.volatility == surface.volatility(0, years: 30.0 / 365))
      #expect(state.volatility < level * 0.01)
    }
    #expect(loaded.inputs.map(\.path) == ["spx.csv", "vix.csv"])
  }

  // Sticky strike keeps what an option at a strike had at the first step; sticky moneyness what one
  // as far from the forward had.
  @Test func aWrittenSurfaceMovesWithThePriceFromTheFirstStep() throws {
    for (rule, keepsStrike) in [("sticky-strike", true), ("sticky-moneyness", false)] {
      let loaded = try Self.load("{model: surface, \(Self.slices), dynamics: \(rule)}")
      let history = loaded.history
      let first = Self.volatility(strike: 95, in: history, 0)
      for step in history.steps {
        let ratio = keepsStrike ? 1 : history[step][0].spot / history[0][0].spot
        let same = Self.volatility(strike: 95 * ratio, in: history, step)
        #expect(abs(same - first) < 1e-13, "\(rule) \(step)")
      }
    }
    let quoted = try Self.load(
      "{model: surface, \(Self.slices), spot: 110, dynamics: sticky-strike}")
    let far = Self.volatility(strike: 110, in: quoted.history, 3)
    let near = try Self.load("{model: surface, \(Self.slices), dynamics: sticky-strike}")
    #expect(far != Self.volatility(strike: 110, in: near.history, 3))
  }

  /// Volatility of an option with half a year to go, seen from `step`.
  private static func volatility(strike: Double, in history: MarketHistory, _ step: Int) -> Double {
    let market = history[step]
    let option = OptionContract(
      underlying: 0, right: .call, strike: strike, expiry: market.time + .days(180))
    return market[0].volatility(of: option, at: market.time)
  }

  @Test func notesSayWhatIsModelled() throws {
    let notes: [(String, String)] = [
      (
        "{model: ewma}",
        "Volatility of SPX is modelled: exponentially weighted daily returns with decay 0.94, at least 0.00 (no quotes are used)."
      ),
      (
        "{model: regression}",
        "Volatility of SPX is modelled: the VIX by a regression on realised volatility and falls of the S&P 500, 2014 to 2019, with an error out of sample of 0.0179, at least 0.05 (no quotes are used)."
      ),
      (
        "{\(Self.index), long-run: 0.18, speed: 4}",
        "Volatility of SPX is modelled around the index of vix.csv (column close × 0.01): its level returning to 0.18 at 4 a year, skew -0.25 and curvature 0.08 per standard deviation (no option quotes are used); each option has its own, delta is sticky-strike, and the level shown is that of 30 days at the money."
      ),
      (
        "{model: surface, \(Self.ssvi), dynamics: sticky-delta}",
        "Volatility of SPX is read from the surface of the experiment, quoted at the first step's price; each option has its own, delta is sticky-delta, and the level shown is that of 30 days at the money."
      ),
    ]
    for (text, note) in notes { #expect(try Self.load(text).notes == [note]) }
    let report = try JSONSerialization.jsonObject(with: Self.fixture()) as? [String: Any]
    let half = report?["secondHalf"] as? [String: Any]
    let error = (half?["regression"] as? [String: Any])?["rmse"] as? Double
    #expect(abs((error ?? .nan) - IndexRegression.vixOutOfSampleError) < 5e-5)
  }

  private static func fixture() throws -> Data {
    let tests = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    return try Data(
      contentsOf: URL(filePath: "\(tests)/MarginCoreTests/Fixtures/index-regression.json"))
  }

  @Test(arguments: [
    (
      "{model: garch}",
      "e.yaml:6:56: error: model `garch` is not one of realised, ewma, regression, index, surface [unknown-value]"
    ),
    (
      "{model: [ewma]}",
      "e.yaml:6:56: error: model is a list, and must be one of realised, ewma, regression, index, surface [wrong-type]"
    ),
    ("{model: ewma, decay: 1}", "e.yaml:6:69: error: decay `1` is out of range [out-of-range]"),
    (
      "{model: ewma, window: 36h}",
      "e.yaml:6:70: error: window is not a whole number of days [bad-duration]"
    ),
    (
      "{model: ewma, premium: 1}",
      "e.yaml:6:62: error: volatility has no key `premium` [unknown-key]"
    ),
    (
      "{model: index, file: v.csv, skew: -0.1, curvature: -0.02}",
      "e.yaml:6:99: error: curvature `-0.02` is out of range [out-of-range]"
    ),
    (
      "{\(index), speed: 2}",
      "e.yaml:6:128: error: an index with speed lacks `long-run` [missing-key]"
    ),
    (
      "{\(index), long-run: 0.2}",
      "e.yaml:6:131: error: `long-run` has no effect with speed 0 [unused-key]"
    ),
    (
      "{model: surface, dynamics: sticky-strike}",
      "e.yaml:6:48: error: a surface needs one of `file`, `slices` and `ssvi`, and has none [missing-key]"
    ),
    (
      "{model: surface, file: s.csv, \(ssvi), dynamics: sticky-strike}",
      "e.yaml:6:48: error: a surface needs one of `file`, `slices` and `ssvi`, and has 2 [unused-key]"
    ),
    (
      "{model: surface, file: s.csv, spot: 3, dynamics: sticky-strike}",
      "e.yaml:6:84: error: `spot` has no effect with a file [unused-key]"
    ),
    (
      "{model: surface, slices: [{years: 1, a: -0.041, b: 0.1331, rho: 0.306, m: 0.3586, sigma: 0.4153}], dynamics: sticky-strike}",
      "e.yaml:6:73: error: the surface has arbitrage: butterfly at k = 0.8792625335709128, T = 1.0: -0.032863573453623084 [arbitrage]"
    ),
    (
      "{model: surface, ssvi: {at-the-money: [{years: 1, volatility: 0.2}, {years: 0.5, volatility: 0.4}], rho: 0, eta: 1, gamma: 0.4}, dynamics: sticky-strike}",
      "e.yaml:6:71: error: the surface has arbitrage: calendar at k = 0.0, T = 1.0: -0.04000000000000001 [arbitrage]"
    ),
    (
      "{model: surface, ssvi: {at-the-money: [{years: 1, volatility: 0.2}], rho: 0, eta: 9, gamma: 0.5}, dynamics: sticky-strike}",
      "e.yaml:6:71: error: the surface has arbitrage: butterfly at k = -0.08369322169782774, T = 1.0: -1.179434421002653 [arbitrage]"
    ),
    (
      "{model: surface, slices: [{years: 1, a: 0.1, b: 0, rho: 0, m: 0, sigma: 1}, {years: 1, a: 0.1, b: 0, rho: 0, m: 0, sigma: 1}], dynamics: sticky-strike}",
      "e.yaml:6:73: error: the surface cannot be made: parameter, T = 1.0: 1.0 [out-of-range]"
    ),
    (
      "{model: surface, slices: [{years: 1, a: 0.1, b: 0, rho: 0, m: 0}], dynamics: sticky-up}",
      "e.yaml:6:74: error: an entry of slices lacks `sigma` [missing-key]"
    ),
  ])
  func theProblemIsNamedWithItsPlaceAndAHint(volatility: String, line: String) {
    let problems = Example.problems(of: Self.text(volatility))
    #expect(
      problems.first?.description.split(separator: "\n").first.map(String.init) == line)
    #expect(problems.allSatisfy { $0.hint?.isEmpty == false })
  }

  @Test func valuesThatAreMissingAreNamed() throws {
    var files = Self.files
    files.files["vix.csv"]?.times.removeLast(2)
    files.files["vix.csv"]?.close.removeLast(2)
    #expect(
      try files.problems(of: Self.text("{\(Self.index)}")) == [
        """
        e.yaml:6:48: error: SPX has no volatility on 2020-01-29, the first of 2 such steps [missing-volatility]
          hint: raise max-age if an older value will do, or narrow from and to
        """
      ])
    #expect(
      try files.problems(of: Self.text("{\(Self.index)}").replacing(", scale: 0.01", with: ""))
        == [
          """
          e.yaml:6:48: error: volatility `20` looks like percent [percent]
            hint: add  scale: 0.01  to turn an index in percent into fractions
          """
        ])
    files.files["spx.csv"]?.close[7] = -1
    #expect(
      try files.problems(
        of: Self.text("{model: surface, \(Self.slices), dynamics: sticky-strike}")) == [
          """
          e.yaml:6:48: error: SPX has no volatility on 2020-01-08, the first of 1 such steps [missing-volatility]
            hint: a surface needs a price above zero; use a constant
          """
        ])
  }
}
