/// The options that may stand together as one limited-risk spread: shorts of one expiry, and longs
/// that expire with them or later.
///
/// The charge is the largest loss at expiry over every settlement price, all options at intrinsic
/// value; short calls must be covered by as many long ones, so that it is bounded. Verticals,
/// calendars, butterflies, condors, boxes and iron combinations of any strikes are cases of it.
/// Merging two such spreads never costs more than both apart, hence one group for each expiry.
/// Source: SR-CBOE-2012-043, 77 FR 33802 and 54626; FINRA Regulatory Notice 12-44.
struct SpreadGroup {
  /// Indices of the legs that may take part.
  let members: [Int]
  private let legs: [StrategyRules.Leg]
  private let spot: Double
  /// Settlement prices at which the payoff bends, and zero; beyond the last it never falls.
  private let settlementPrices: [Double]

  private init(members: [Int], legs: [StrategyRules.Leg], spot: Double) {
    (self.members, self.legs, self.spot) = (members, legs, spot)
    settlementPrices = Set(members.compactMap { legs[$0].contract?.strike }).sorted() + [0]
  }

  /// One group for each expiry of a short option that some long option outlasts, latest first.
  static func all(of legs: [StrategyRules.Leg], spot: Double) -> [SpreadGroup] {
    let options = legs.indices.filter { legs[$0].fitsSpread(at: spot) }
    let longs = options.filter { legs[$0].isLong }
    guard !longs.isEmpty else { return [] }
    let shorts = options.filter { !legs[$0].isLong }
    let expiries = Set(shorts.compactMap { legs[$0].contract?.expiry }).sorted(by: >)
    return expiries.compactMap { expiry in
      let covering = longs.filter { (legs[$0].contract?.expiry ?? expiry) >= expiry }
      let covered = shorts.filter { legs[$0].contract?.expiry == expiry }
      return covering.isEmpty
        ? nil : SpreadGroup(members: covering + covered, legs: legs, spot: spot)
    }
  }

  /// Rows of the programme: one for each settlement price, one for calls beyond all strikes.
  var rowCount: Int { settlementPrices.count + 1 }

  /// The columns of one unit of each member, then of one unit of charge; rows count from `row`.
  ///
  /// Each row says that the loss at its price, over spot, is at most the charge.
  func columns(startingAt row: Int) -> [LinearProgram.Column] {
    let held = members.map { LinearProgram.Column(cost: 0, entries: entries(of: $0, from: row)) }
    let charge = settlementPrices.indices.map { (row: row + $0, value: -1.0) }
    return held + [LinearProgram.Column(cost: spot, entries: charge)]
  }

  /// A member's own row, and what a unit of it loses in the rows of the group.
  private func entries(of member: Int, from row: Int) -> [(row: Int, value: Double)] {
    var entries = [(row: member, value: 1.0)]
    guard let contract = legs[member].contract else { return entries }
    entries.reserveCapacity(rowCount + 1)
    let side: Double = legs[member].isLong ? -1 : 1
    for (i, price) in settlementPrices.enumerated() {
      let loss = side * contract.intrinsic(at: price) / spot
      if loss != 0 { entries.append((row + i, loss)) }
    }
    if contract.right == .call { entries.append((row + settlementPrices.count, side)) }
    return entries
  }
}

extension StrategyRules.Leg {
  /// An option whose strike is within a millionfold of spot: the programme is solved in doubles.
  fileprivate func fitsSpread(at spot: Double) -> Bool {
    guard let strike = contract?.strike else { return false }
    return strike >= 0 && strike <= 1e6 * spot
  }
}
