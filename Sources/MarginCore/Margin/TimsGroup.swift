/// Classes of one product group with their profits at the ten points.
struct TimsGroup {
  let name: String
  private(set) var classes: [Member] = []
  private(set) var minimum: Money = 0

  struct Member {
    let name: String
    let offsetRate: Double
    let moves: [Double]
    var profits: [Money]
  }

  init(name: String) {
    self.name = name
  }

  /// Adds an underlying's profits; within its class they net in full, point by point.
  mutating func add(_ entry: TimsClass, profits: [Money], minimum: Money) {
    self.minimum += minimum
    guard let place = classes.firstIndex(where: { $0.name == entry.name }) else {
      return classes.append(
        Member(
          name: entry.name, offsetRate: entry.offsetRate, moves: entry.moves, profits: profits))
    }
    for point in profits.indices { classes[place].profits[point] += profits[point] }
  }

  /// Loss at each point: losses of classes in full, gains at their offset rates.
  var losses: [Money] {
    guard let first = classes.first else { return [] }
    return first.profits.indices.map { point in
      classes.reduce(0) { sum, member in
        let gain = member.profits[point]
        return sum - (gain > 0 ? gain * member.offsetRate : gain)
      }
    }
  }

  var loss: Money { max(0, losses.max() ?? 0) }

  /// The worst point, with the move of the first class.
  var worst: Scenario? {
    losses.worst.map {
      Scenario(number: $0 + 1, spotMove: classes[0].moves[$0], volatilityMove: 0)
    }
  }
}
