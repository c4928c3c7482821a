/// Options of one underlying that settle at the same price, since they expire together.
struct SettlementGroup {
  /// An option, its units and its market price per unit.
  struct Leg {
    let contract: OptionContract
    let units: Double
    let price: Double
  }

  /// When they expire.
  let expiry: Timestamp
  /// The options, those of one contract added up.
  private(set) var legs: [Leg]

  /// The options on one underlying, a group for each expiry that `key` tells apart, earliest first.
  ///
  /// Legs are added up and ordered by strike, so that order and splitting of positions do not matter.
  static func all<Key: Hashable>(
    of positions: [Position], in state: UnderlyingState, at time: Timestamp,
    by key: (Timestamp) -> Key
  ) -> [SettlementGroup] {
    let legs = netted(positions, in: state, at: time).sorted {
      $0.contract.comesBefore($1.contract)
    }
    var groups: [SettlementGroup] = []
    for leg in legs {
      if let last = groups.indices.last, key(groups[last].expiry) == key(leg.contract.expiry) {
        groups[last].legs.append(leg)
      } else {
        groups.append(SettlementGroup(expiry: leg.contract.expiry, legs: [leg]))
      }
    }
    return groups
  }

  private static func netted(
    _ positions: [Position], in state: UnderlyingState, at time: Timestamp
  ) -> [Leg] {
    var known: [OptionContract: Int] = [:]
    var legs: [Leg] = []
    for position in positions {
      guard let contract = position.instrument.option else { continue }
      let units = known[contract].map { legs[$0].units } ?? 0
      let price = known[contract].map { legs[$0].price } ?? position.price(in: state, at: time)
      let leg = Leg(contract: contract, units: units + position.units, price: price)
      if let index = known[contract] { legs[index] = leg } else { legs.append(leg) }
      known[contract] = known[contract] ?? legs.count - 1
    }
    return legs.filter { $0.units != 0 }
  }

  /// Whether any option is short.
  var hasShort: Bool { legs.contains { $0.units < 0 } }

  /// Market value of the group; shorts count negative.
  var value: Money { legs.reduce(0) { $0 + $1.units * $1.price } }

  /// Units by which short calls exceed long ones, ≥ 0.
  var netShortCalls: Double {
    max(0, -legs.reduce(0) { $0 + ($1.contract.right == .call ? $1.units : 0) })
  }

  /// The lowest payoff over a settlement at zero and at each strike, where alone it bends.
  var lowestPayoff: Money {
    ([0] + legs.map(\.contract.strike)).map { price in
      legs.reduce(0) { $0 + $1.units * $1.contract.intrinsic(at: price) }
    }.min() ?? 0
  }
}

extension OptionContract {
  fileprivate func comesBefore(_ other: OptionContract) -> Bool {
    if expiry != other.expiry { return expiry < other.expiry }
    return (strike, right.sign, multiplier) < (other.strike, other.right.sign, other.multiplier)
  }
}
