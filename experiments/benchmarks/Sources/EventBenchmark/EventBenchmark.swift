import Foundation
import MarginCore
import MarginReplay

/// Replays so many minute bars of a perpetual once per line of standard input and answers each with the
/// processor seconds it took; prints what to compare first.
///
/// Every thousandth bar the account turns from one contract long to one short, or back. Every bar is
/// marked, paid as variation, margined and compared with equity; what it did stands in the account.
@main
struct EventBenchmark {
  static func main() throws {
    let history = market(bars: Int(CommandLine.arguments[1]) ?? 0)
    let found = try run(over: history)
    say("account \(found.equity) \(Double(found.trades))")
    say("margin \(found.lowestExcess)")
    say("ready")
    while readLine() != nil {
      let start = clock()
      let again = try run(over: history)
      precondition(again == found)
      say("\(Double(clock() - start) / Double(CLOCKS_PER_SEC))")
    }
  }

  struct Found: Equatable {
    var (equity, trades, lowestExcess) = (0.0, 0, Double.infinity)

    mutating func add(_ running: borrowing RunningReplay) {
      equity = running.accounts[0].equity
      if running.accounts[0].hasTraded { trades += running.accounts[0].trades.count }
      lowestExcess = min(lowestExcess, running.accounts[0].excess)
    }
  }

  static func run(over history: MarketHistory) throws -> Found {
    var (running, found) = (RunningReplay(replay, underlyings: 1), Found())
    for index in history.steps {
      try running.advance(to: history[index])
      found.add(running)
    }
    return found
  }

  static var replay: Replay {
    var replay = Replay(deposit: 100_000, models: [RateMargin()])
    replay.hedging = HedgePlan(policy: TurnEveryThousand(), vehicle: .perpetual(multiplier: 1))
    replay.costs = CostModel(fee: 5e-4)
    return replay
  }

  /// Whole cents from a linear congruential generator, the same in every language.
  static func market(bars: Int) -> MarketHistory {
    var (state, cents, prices) = (1, 4_000_000, [Double]())
    for _ in 0..<bars {
      state = (state * 1_103_515_245 + 12345) & 0x7fff_ffff
      cents = max(1_000_000, cents + (state >> 16) % 2001 - 1000)
      prices.append(Double(cents) / 100)
    }
    let path = UnderlyingPath(spot: prices, volatility: prices.map { _ in 0.5 })
    return MarketHistory(
      times: (0..<bars).map(TurnEveryThousand.time),
      underlyings: [Underlying(name: "BTC", tradingDays: 365)], paths: [path])
  }

  static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}

/// One contract long for a thousand bars, one short for the next thousand.
struct TurnEveryThousand: HedgingPolicy {
  private static let start = 1_700_000_000_000_000
  private static let minute = 60_000_000

  static func time(_ bar: Int) -> Timestamp {
    Timestamp(microseconds: Int64(start + bar * minute))
  }

  let looksBeyondDelta = false

  func mayTrade(at time: Timestamp, spot: Double, since last: LastHedge?) -> Bool {
    bar(time) % 1000 == 0
  }

  func netDelta(_ exposure: HedgeExposure) -> Double? {
    bar(exposure.time) / 1000 % 2 == 0 ? 1 : -1
  }

  private func bar(_ time: Timestamp) -> Int {
    (Int(time.microseconds) - Self.start) / Self.minute
  }
}

/// A rate on notional, as the peers ask.
struct RateMargin: MarginModel {
  let id = "rate"

  func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    var notional = 0.0
    for position in portfolio.positions where position.quantity != 0 {
      notional += abs(position.units) * market.spot(of: position.instrument.underlying)
    }
    return MarginRequirement(
      initial: 0.025 * notional, maintenance: 0.0125 * notional, components: [])
  }
}
