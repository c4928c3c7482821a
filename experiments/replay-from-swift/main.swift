import MarginCore
import MarginFiles
import MarginReplay

let file = "datasets/sp500-daily.csv"
let prices = try readPrices(file, named: file, columns: SeriesLayout()).series
let volatility = RealisedVolatility(window: 21, premium: 1.2, floor: 0.12)
  .values(of: prices.close, tradingDays: 252)
let path = UnderlyingPath(spot: prices.close, volatility: volatility, rate: 0.07)
let spx = Underlying(name: "SPX", kind: .highCapIndex)
let history = MarketHistory(times: prices.times, underlyings: [spx], paths: [path])
  .replayed(from: CalendarDay(iso: "1987-08-03"), to: CalendarDay(iso: "1987-12-31"))
let models = try ["reg-t", "tims", "span"].map { try ModelCatalogue.standard.model($0) }
var replay = Replay(deposit: 120_000, models: models)
var strangle = RollingStrategy(
  .strangle(delta: 0.25), underlying: 0, contracts: -20, tenor: .days(30), roll: .days(20))
strangle.strikeStep = 5
replay.strategies = [strangle]
replay.hedging = HedgePlan(policy: DeltaBandHedge(width: 0.05), lot: 1)
replay.costs = CostModel(
  fee: 1e-4, halfSpread: 2e-4,
  impact: SquareRootImpact(coefficient: 0.5, averageDailyVolume: 200_000),
  options: OptionCharge(fee: 0.65, halfSpread: 0.05),
  liquidation: OptionCharge(fee: 2.50, halfSpread: 0.25))
replay.settlement.grace = .span(.days(1))
replay.interest = 0.07
for account in try history.map({ try replay.run(over: $0).summaries() }) ?? [] {
  print(account.model, account.number("final_equity") ?? 0)
}
