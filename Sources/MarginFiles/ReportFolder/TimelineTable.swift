import MarginCore
import MarginReplay

/// `timeline.csv`: one row per step and model, the market at the end of it.
struct TimelineTable: StepTable {
  let name = "timeline"
  let columns: [String]

  init(_ underlyings: [String]) {
    columns = timelineColumns + underlyings.flatMap(marketColumns)
  }

  func write(_ step: ReplayStep, to table: inout TableWriter) {
    for account in step.accounts {
      table.time(step.time)
      table.text(account.model)
      writeBalance(account.record, to: &table)
      writeGreeks(account.record.greeks, to: &table)
      for quote in step.market {
        table.number(quote.spot)
        table.number(quote.volatility)
      }
      table.endRow()
    }
  }
}

private let timelineColumns = [
  "time", "model", "equity", "cash", "market_value", "collateral", "initial_margin",
  "maintenance_margin",
  "excess", "status", "deposit", "delta", "gamma", "vega", "theta", "vanna", "volga",
]

/// The columns of one underlying: its name in snake_case, then what is observed.
private func marketColumns(_ underlying: String) -> [String] {
  let name = String(underlying.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
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
