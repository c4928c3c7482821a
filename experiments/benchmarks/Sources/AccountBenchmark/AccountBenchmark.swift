import Foundation
import MarginCore

/// Profit of one account of 200 options under a grid of 100 scenarios, a hundred times on one thread.
///
/// Prints the sum of profits and the largest loss to compare first, then answers each line of standard
/// input with the processor seconds one pass took. With the argument `calls` it instead makes that many
/// calls of a risk-array model on a book of so many options, for a counter of allocations to watch:
/// `AccountBenchmark calls 100 200`.
@main
struct AccountBenchmark {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    guard arguments.count != 2 else { return call(arguments[0], options: arguments[1]) }
    let account = Account(options: 200)
    let shocks = (0..<100).map {
      Shock(
        spotMove: 0.03 * Double($0 % 20) - 0.285, volatilityMove: 0.1 * Double($0 / 20) - 0.2,
        elapsed: .day)
    }
    func run() -> [Money] {
      profits(
        of: account.positions, on: 0, under: shocks, in: account.state, at: account.time)
    }
    let first = run()
    say("profits \(first.reduce(0, +)) \(-(first.min() ?? 0))")
    say("ready")
    while readLine() != nil {
      let start = clock()
      var kept = 0.0
      for _ in 0..<100 { kept += run()[0] }
      precondition(kept.isFinite)
      say("\(Double(clock() - start) / Double(CLOCKS_PER_SEC))")
    }
  }

  static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}

/// The account every peer values: a fixed low-discrepancy spread of strikes, times and volatilities.
struct Account {
  let time = Timestamp(microseconds: 0)
  let state = UnderlyingState(spot: 100, volatility: 0.4, rate: 0.03, yield: 0.03)
  let positions: [Position]

  init(options count: Int) {
    func spread(_ i: Int, _ step: Double) -> Double {
      let x = Double(i) * step
      return x - x.rounded(.down)
    }
    let start = time
    positions = (0..<count).map { i in
      let days = 2 + Int(700 * spread(i, 0.7548776662))
      let contract = OptionContract(
        underlying: 0, right: i % 2 == 0 ? .call : .put,
        strike: 60 + 80 * spread(i, 0.6180339887), expiry: start + .days(days))
      return Position(.option(contract), quantity: Double(i % 7 - 3) - 0.5)
    }
  }
}

extension AccountBenchmark {
  /// Calls a risk-array model `count` times on a book of so many options.
  private static func call(_ count: Int, options: Int) {
    let account = Account(options: options)
    let market = MarketState(
      time: account.time, underlyings: [Underlying(name: "X")], states: [account.state])
    let span = Span.family.make("span", ParameterValues(spanValues))
    let portfolio = Portfolio(positions: account.positions)
    for _ in 0..<count {
      guard (try? span.requirement(for: portfolio, in: market)) != nil else { exit(1) }
    }
  }

  private static var spanValues: [String: Double] {
    let standards = Span.family.parameters.compactMap { parameter in
      parameter.standard.map { (parameter.name, $0) }
    }
    return [
      "price-scan-range": 0.05, "price-scan-deviations": 0, "volatility-scan-relative": 0.1,
      "volatility-scan-absolute": 0, "extreme-multiple": 3, "extreme-cover": 0.33,
      "look-ahead-days": 1, "short-option-minimum-rate": 0.01,
      "short-option-minimum-per-contract": 0, "initial-multiple": 1, "maintenance-multiple": 1,
    ].merging(standards) { $1 }
  }
}
