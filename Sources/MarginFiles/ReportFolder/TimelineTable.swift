import MarginCore
import MarginReplay

/// `timeline.csv`: one row per step and model, the market at the end of it.
func timelineTable(_ result: RunResult) -> TableWriter {
  var table = TableWriter(columns: timelineColumns + result.market.flatMap(marketColumns))
  var step = 0
  inTimeOrder(result.accounts, \.steps, \.time) { account, record in
    while step < result.times.count, result.times[step] < record.time { step += 1 }
    table.time(record.time)
    table.text(account.model)
    writeBalance(record, to: &table)
    writeGreeks(record.greeks, to: &table)
    let isKnown = step < result.times.count && result.times[step] == record.time
    writeMarket(result.market, at: isKnown ? step : nil, to: &table)
    table.endRow()
  }
  return table
}

private let timelineColumns = [
  "time", "model", "equity", "cash", "market_value", "collateral", "initial_margin",
  "maintenance_margin",
  "excess", "status", "deposit", "delta", "gamma", "vega", "theta", "vanna", "volga",
]

/// The columns of one underlying: its name in snake_case, then what is observed.
private func marketColumns(_ path: ObservedPath) -> [String] {
  let name = String(path.name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
  return ["\(name)_spot", "\(name)_volatility"]
}

private func writeBalance(_ record: StepRecord, to table: inout TableWriter) {
  table.number(record.equity)
  table.number(record.cash)
  table.number(record.marketValue)
  table.number(record.collateral)
  table.number(record.initialMargin)
  table.number(record.maintenanceMargin)
  table.number(record.excess)
  table.text(record.status.rawValue)
  table.number(record.deposit)
}

private func writeGreeks(_ greeks: Greeks, to table: inout TableWriter) {
  table.number(greeks.delta)
  table.number(greeks.gamma)
  table.number(greeks.vega)
  table.number(greeks.theta)
  table.number(greeks.vanna)
  table.number(greeks.volga)
}

private func writeMarket(_ market: [ObservedPath], at step: Int?, to table: inout TableWriter) {
  for path in market {
    table.number(value(of: path.spot, at: step))
    table.number(value(of: path.volatility, at: step))
  }
}

private func value(of column: [Double], at step: Int?) -> Double? {
  step.flatMap { column.indices.contains($0) ? column[$0] : nil }
}
