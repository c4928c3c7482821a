import MarginCore
import MarginReplay

/// A small result with something in every table.
enum SampleResult {
  static let first = moment(2020, 3, 12)
  static let second = moment(2020, 3, 13)
  static let option = Instrument.option(
    OptionContract(underlying: 0, right: .put, strike: 2_400, expiry: moment(2020, 4, 17)))

  static var result: RunResult {
    RunResult(
      times: [first, second],
      market: [
        ObservedPath(name: "SPX", spot: [2_480.64, 2_711.02], volatility: [0.75, 0.5]),
        ObservedPath(name: "BTC-USD", spot: [4_800, 5_578], volatility: [1, 2]),
      ],
      accounts: [account("reg-t", equity: 100), account("b,\"x\"", equity: 50)])
  }

  static let summaries = [
    AccountSummary(
      model: "reg-t",
      metrics: [
        Metric("peak_initial_margin", .number(1_234.5), .money),
        Metric("coverage", .number(0.99), .ratio), Metric("calls", .number(2), .count),
        Metric("worst_day", .time(first), .time), Metric("days_to_recover", nil, .count),
      ])
  ]

  static func moment(_ year: Int, _ month: Int, _ day: Int) -> Timestamp {
    CalendarDay(year: year, month: month, day: day)?.start ?? Timestamp(microseconds: 0)
  }

  private static func account(_ model: String, equity: Money) -> AccountLog {
    var log = AccountLog(model: model)
    log.steps = [step(first, equity, deposit: 0), step(second, equity - 10.5, deposit: 4)]
    let position = Position(option, quantity: -2)
    let hedge = Position(.spot(underlying: 1), quantity: 0.5, purpose: .hedge)
    log.positions = [
      PositionRecord(time: first, position: position, price: 60.25, value: -12_050),
      PositionRecord(time: second, position: hedge, price: 4_800, value: 2_400),
    ]
    log.trades = [
      TradeRecord(
        time: first, instrument: option, quantity: -2, price: 60.25, reason: .open,
        cost: TradeCost(fee: 1.3, spread: 5))
    ]
    log.margin = [
      MarginRecord(
        time: first, model: "span",
        requirement: MarginRequirement(
          initial: 30, maintenance: 25, components: [MarginComponent("scan_risk", 30)],
          bindingScenario: Scenario(number: 14, spotMove: -0.08, volatilityMove: 0.25)))
    ]
    log.calls = [
      CallRecord(issued: first, equity: 20, maintenanceMargin: 25, amount: 10, due: second)
    ]
    log.liquidations = [
      LiquidationRecord(
        time: second, fraction: 0.5, equityBefore: 20, initialMarginBefore: 30, equityAfter: 19,
        initialMarginAfter: 15, cost: 1)
    ]
    log.waterfall = [WaterfallRecord(time: second, layer: .accountEquity, amount: 20)]
    return log
  }

  private static func step(_ time: Timestamp, _ equity: Money, deposit: Money) -> StepRecord {
    var greeks = Greeks()
    (greeks.delta, greeks.vega) = (-0.0, 12.5)
    var attribution = Attribution()
    (attribution.delta, attribution.fees) = (-14, -0.5)
    return StepRecord(
      time: time, equity: equity, cash: 10, marketValue: equity - 10, deposit: deposit,
      initialMargin: 30, maintenanceMargin: 25, status: .restricted, greeks: greeks,
      attribution: attribution, hedging: hedging)
  }

  /// Fees of 1 and spreads of 2; variances of 0.04 and 0.09 break even and come.
  private static var hedging: HedgeEntry {
    var entry = HedgeEntry()
    (entry.cost, entry.trades) = (TradeCost(fee: 1, spread: 2), 1)
    (entry.premium, entry.vega, entry.move) = (200, -10, 0.01)
    (entry.gammaPerVariance, entry.thetaEarned, entry.gammaEarned) = (-100, 4, -9)
    return entry
  }
}
