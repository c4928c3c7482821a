/// One row of the table of spreads between delivery months of a commodity.
struct SpanInterMonthSpread: Sendable {
  let commodity: String
  let nearTier, farTier: Double
  let nearRatio, farRatio: Double
  /// Charge per spread: money, and a fraction of the far leg's price for each contract.
  let charge, chargeRate: Double

  init(_ row: ParameterRow) {
    commodity = row.word("commodity") ?? ""
    nearTier = row.number("near-tier") ?? 1
    farTier = row.number("far-tier") ?? nearTier
    nearRatio = row.number("near-ratio") ?? 1
    farRatio = row.number("far-ratio") ?? 1
    charge = row.number("charge") ?? 0
    chargeRate = row.number("charge-rate") ?? 0
  }
}

/// One row of the table of tiers: expiries up to `lastDay` days away that no earlier row took.
struct SpanTier: Sendable {
  let commodity: String
  let tier: Double
  let lastDay: Double

  init(_ row: ParameterRow) {
    commodity = row.word("commodity") ?? ""
    tier = row.number("tier") ?? 1
    lastDay = row.number("to-days") ?? .infinity
  }
}

/// The delivery months of one commodity, and what spreads between them cost.
struct SpanCalendar {
  let spreads: [SpanInterMonthSpread]
  let tiers: [SpanTier]
  let contractSize: Double
  let state: UnderlyingState
  let time: Timestamp

  /// The tier of an expiry: 1 where no tiers are declared, 0 beyond the last.
  func tier(of expiry: Timestamp) -> Double {
    guard !tiers.isEmpty else { return 1 }
    return tiers.first { days(until: expiry) <= $0.lastDay }?.tier ?? 0
  }

  func days(until expiry: Timestamp) -> Double { 365 * time.years(until: expiry) }

  /// Forms spreads in the order of the table, near expiries first, and returns their charge.
  ///
  /// What they use is taken from the periods.
  func charge(_ periods: inout [SpanPeriod]) -> Money {
    var charge = 0.0
    for spread in spreads {
      for side in [1.0, -1] {
        charge += form(spread, side: side, from: &periods)
      }
    }
    return charge
  }

  private func form(
    _ spread: SpanInterMonthSpread, side: Double, from periods: inout [SpanPeriod]
  ) -> Money {
    var charge = 0.0
    for near in periods.indices where tier(of: periods[near].expiry) == spread.nearTier {
      for far in periods.indices where tier(of: periods[far].expiry) == spread.farTier {
        let long = max(0, side * periods[near].delta) / spread.nearRatio
        let short = max(0, -side * periods[far].delta) / spread.farRatio
        let count = min(long, short)
        guard count > 0 else { continue }
        periods[near].use(count == long ? periods[near].delta : side * count * spread.nearRatio)
        periods[far].use(count == short ? periods[far].delta : -side * count * spread.farRatio)
        let expiry = max(periods[near].expiry, periods[far].expiry)
        charge += count * (spread.charge + spread.chargeRate * contractSize * price(at: expiry))
      }
    }
    return charge
  }

  private func price(at expiry: Timestamp) -> Double {
    Instrument.future(FutureContract(underlying: 0, expiry: expiry)).price(in: state, at: time)
  }

  /// Charge for what is delivered soon: by delta in spreads, and by delta outside them.
  func deliveryCharge(_ periods: [SpanPeriod], _ parameters: SpanParameters) -> Money {
    periods.reduce(0) { sum, period in
      guard days(until: period.expiry) <= parameters.deliveryDays else { return sum }
      return sum + period.spread * parameters.deliveryChargeSpread
        + abs(period.delta) * parameters.deliveryChargeOutright
    }
  }
}

extension SpanPeriod {
  fileprivate mutating func use(_ used: Double) {
    delta -= used
    spread += abs(used)
  }
}
