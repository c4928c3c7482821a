/// A spread between commodities whose opposite risks are credited.
struct SpanInterCommoditySpread: Sendable {
  let name: String
  let legs: [Leg]

  struct Leg: Sendable {
    let commodity: String
    /// 1 for side A, −1 for side B; the two sides must be held in opposite directions.
    let side: Double
    /// Deltas of the commodity in one spread.
    let ratio: Double
    /// Share of the leg's price risk that is credited.
    let rate: Double

    init(_ row: ParameterRow) {
      commodity = row.word("commodity") ?? ""
      side = row.word("side") == "B" ? -1 : 1
      ratio = row.number("ratio") ?? 1
      rate = row.number("credit-rate") ?? 0
    }
  }

  /// The spreads that rows describe, a row for each leg, in the order of their first legs.
  static func spreads(_ rows: [ParameterRow]) -> [SpanInterCommoditySpread] {
    let names = rows.compactMap { $0.word("spread") }
    return names.enumerated().filter { names.firstIndex(of: $0.element) == $0.offset }.map { name in
      SpanInterCommoditySpread(
        name: name.element,
        legs: rows.filter { $0.word("spread") == name.element }.map(Leg.init))
    }
  }
}

/// Forms spreads between commodities in order of priority and credits their legs.
struct SpanCredits {
  /// Credit of each commodity, at most its scan risk.
  private(set) var credits: [Money]
  private var remaining: [Double]
  private let commodities: [SpanCommodity]

  init(_ commodities: [SpanCommodity], spreads: [SpanInterCommoditySpread]) {
    self.commodities = commodities
    remaining = commodities.map(\.netDelta)
    credits = commodities.map { _ in 0 }
    for spread in spreads { form(spread.legs) }
  }

  private mutating func form(_ legs: [SpanInterCommoditySpread.Leg]) {
    let places = legs.compactMap { leg in
      commodities.firstIndex { $0.name == leg.commodity }
    }
    guard Set(places).count == legs.count, Set(legs.map(\.side)).count == 2 else { return }
    for direction in [1.0, -1] {
      let counts = zip(legs, places).map { max(0, direction * $0.side * remaining[$1]) / $0.ratio }
      let count = counts.min() ?? 0
      guard count > 0 else { continue }
      for (leg, place) in zip(legs, places) { credit(leg, place, direction, count) }
    }
  }

  private mutating func credit(
    _ leg: SpanInterCommoditySpread.Leg, _ place: Int, _ direction: Double, _ count: Double
  ) {
    remaining[place] -= direction * leg.side * count * leg.ratio
    let amount = commodities[place].weightedPriceRisk * count * leg.ratio * leg.rate
    credits[place] = min(commodities[place].scan, credits[place] + amount)
  }
}
