/// The options that may stand together as one limited-risk spread: shorts of one expiry, and longs
/// that expire with them or later.
///
/// The charge is the largest loss at expiry over every settlement price, all options at intrinsic
/// value; short calls must be covered by as many long ones, so that it is bounded. Verticals,
/// calendars, butterflies, condors, boxes and iron combinations of any strikes are cases of it.
/// Merging two such spreads never costs more than both apart, hence one group for each expiry.
/// Source: SR-CBOE-2012-043, 77 FR 33802 and 54626; FINRA Regulatory Notice 12-44.
struct SpreadGroup {
  /// Places of the legs that may take part, in ``SpreadGroups/members``.
  let members: Range<Int>
  /// Places of the settlement prices at which the payoff bends, and of zero; beyond the last strike it
  /// never falls.
  let prices: Range<Int>

  /// Rows of the programme: one for each settlement price, one for calls beyond all strikes.
  var rowCount: Int { prices.count + 1 }
}

/// One group for each expiry of a short option that some long option outlasts, latest first.
///
/// Groups lie in storage that is kept from one book to the next.
struct SpreadGroups {
  private(set) var groups: [SpreadGroup] = []
  /// Legs of the groups, one group after the other.
  private(set) var members: [Int] = []
  private var prices: [Double] = []

  /// Rows of all groups.
  var rowCount: Int { groups.reduce(0) { $0 + $1.rowCount } }

  /// Finds the groups among other legs.
  mutating func find(in legs: [StrategyRules.Leg], spot: Double) {
    groups.removeAll(keepingCapacity: true)
    members.removeAll(keepingCapacity: true)
    prices.removeAll(keepingCapacity: true)
    var last: Timestamp?
    while let expiry = shortExpiry(before: last, in: legs, spot: spot) {
      add(expiry, legs, spot)
      last = expiry
    }
  }

  /// The latest expiry of a short option before another one.
  private func shortExpiry(
    before last: Timestamp?, in legs: [StrategyRules.Leg], spot: Double
  ) -> Timestamp? {
    legs.reduce(nil) { latest, leg in
      guard !leg.isLong, leg.fitsSpread(at: spot), let expiry = leg.contract?.expiry,
        last.map({ expiry < $0 }) ?? true, latest.map({ expiry > $0 }) ?? true
      else { return latest }
      return expiry
    }
  }

  /// Longs that outlast the shorts of this expiry, then those shorts.
  private mutating func add(_ expiry: Timestamp, _ legs: [StrategyRules.Leg], _ spot: Double) {
    let (start, firstPrice) = (members.count, prices.count)
    for (index, leg) in legs.enumerated() where leg.isLong && leg.fitsSpread(at: spot) {
      if (leg.contract?.expiry ?? expiry) >= expiry { members.append(index) }
    }
    guard members.count > start else { return }
    for (index, leg) in legs.enumerated() where !leg.isLong && leg.fitsSpread(at: spot) {
      if leg.contract?.expiry == expiry { members.append(index) }
    }
    for member in members[start...] { addStrike(of: legs[member], from: firstPrice) }
    prices.append(0)
    groups.append(
      SpreadGroup(members: start..<members.count, prices: firstPrice..<prices.count))
  }

  /// Keeps the strikes from `first` on ascending and different.
  private mutating func addStrike(of leg: StrategyRules.Leg, from first: Int) {
    guard let strike = leg.contract?.strike else { return }
    let place = prices[first...].firstIndex { $0 >= strike } ?? prices.count
    if place == prices.count || prices[place] > strike { prices.insert(strike, at: place) }
  }

  /// Adds the columns of one unit of each member, then of one unit of charge; rows count from `row`.
  ///
  /// Each row says that the loss at its price, over spot, is at most the charge.
  func addColumns(
    of group: SpreadGroup, _ legs: [StrategyRules.Leg], spot: Double, startingAt row: Int,
    to program: inout LinearProgram
  ) {
    for member in members[group.members] {
      program.addColumn(cost: 0)
      program.addEntry(row: member, 1)
      addLosses(of: legs[member], group, spot, row, to: &program)
    }
    program.addColumn(cost: spot)
    for i in 0..<group.prices.count { program.addEntry(row: row + i, -1) }
  }

  /// What a unit of a member loses in the rows of the group.
  private func addLosses(
    of leg: StrategyRules.Leg, _ group: SpreadGroup, _ spot: Double, _ row: Int,
    to program: inout LinearProgram
  ) {
    guard let contract = leg.contract else { return }
    let side: Double = leg.isLong ? -1 : 1
    for (i, price) in prices[group.prices].enumerated() {
      let loss = side * contract.intrinsic(at: price) / spot
      if loss != 0 { program.addEntry(row: row + i, loss) }
    }
    if contract.right == .call { program.addEntry(row: row + group.prices.count, side) }
  }
}

extension StrategyRules.Leg {
  /// An option whose strike is within a millionfold of spot: the programme is solved in doubles.
  fileprivate func fitsSpread(at spot: Double) -> Bool {
    guard let strike = contract?.strike else { return false }
    return strike >= 0 && strike <= 1e6 * spot
  }
}
