import Foundation
import MarginCore
import MarginFiles
import MarginReplay

/// Replays fifty short strangles, hedged daily over 5,000 days, once per line of standard input and
/// answers each with the processor seconds it took; prints what to compare first.
@main
struct HedgeBenchmark {
  static func main() throws {
    let history = try market()
    let records = try replayed(over: history)
    let equities = records.map(\.equity)
    let residual = records.reduce(0) { $0 + $1.attribution.residual }
    let cost = records.reduce(0) { $0 + $1.hedging.cost.total }
    say("book \(equities.last ?? .nan) \(equities.min() ?? .nan) \(residual) \(cost)")
    say("ready")
    while readLine() != nil {
      let start = clock()
      let again = try replayed(over: history)
      precondition(again.count == equities.count)
      say("\(Double(clock() - start) / Double(CLOCKS_PER_SEC))")
    }
  }

  /// Keeps equity and attribution of every day, as the peer does.
  static func replayed(over history: MarketHistory) throws -> [StepRecord] {
    var running = RunningReplay(replay, underlyings: history.underlyings.count)
    return try history.steps.map {
      try running.advance(to: history[$0])
      return running.accounts[0].record
    }
  }

  static func market() throws -> MarketHistory {
    let file = CommandLine.arguments[1]
    let prices = try readPrices(file, named: file, columns: SeriesLayout()).series
    let volatility = RealisedVolatility(window: 21, premium: 1.2, floor: 0.12)
      .values(of: prices.close, tradingDays: 252)
    let path = UnderlyingPath(spot: prices.close, volatility: volatility, rate: 0.03)
    return MarketHistory(
      times: prices.times, underlyings: [Underlying(name: "SPX", kind: .highCapIndex)],
      paths: [path], firstStep: prices.times.count - 5000)
  }

  static var replay: Replay {
    var replay = Replay(deposit: 1e8, models: [NoMargin()])
    replay.strategies = (0..<50).map { i in
      RollingStrategy(
        .strangle(delta: 0.10 + 0.006 * Double(i)), underlying: 0, contracts: -Double(1 + i % 5),
        tenor: .days(30 + 3 * i), roll: .days(5))
    }
    replay.hedging = HedgePlan(policy: ScheduledHedge(every: .zero))
    replay.costs = CostModel(
      fee: 1e-4, halfSpread: 2e-4,
      impact: SquareRootImpact(coefficient: 0.5, averageDailyVolume: 200_000),
      options: OptionCharge(fee: 0.65, halfSpread: 0.05))
    replay.interest = 0.03
    return replay
  }

  static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}

/// Asks for nothing, as the peer does.
struct NoMargin: MarginModel {
  let id = "none"

  func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    MarginRequirement(initial: 0, maintenance: 0, components: [])
  }
}
