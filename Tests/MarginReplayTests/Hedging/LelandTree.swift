import Foundation

/// A recombining tree of four moves a step that has the mean size of normal returns.
///
/// Leland's cost is that of E|z| = √(2/π), which no binomial tree has: with two moves it is 1, and the law
/// is that of Boyle and Vorst. Two sizes a < b either way, with chances p and ½ − p each, are what
/// E|z| = √(2/π), E z² = 1 and E z⁴ = 3 leave (mpmath's findroot, 30 digits). Prices have no drift.
struct LelandTree {
  static let small = 0.463013841736711042
  static let large = 1.88302042650580918
  static let rare = 0.117911678247818254
  static let chances = [rare, 0.5 - rare, 0.5 - rare, rare]
  static let moves = [-large, -small, small, large]

  var years = 1.0
  var volatility = 0.2
  var steps = 5

  /// By what the price is multiplied in each move.
  var factors: [Double] {
    let deviation = volatility * (years / Double(steps)).squareRoot()
    let raw = Self.moves.map { exp(deviation * $0) }
    let mean = zip(raw, Self.chances).reduce(0) { $0 + $1.0 * $1.1 }
    return raw.map { $0 / mean }
  }

  /// A price and its chance.
  typealias Node = (price: Double, chance: Double)

  /// Every node after so many steps, whatever the order of its moves.
  func nodes(after steps: Int) -> [Node] {
    let factors = factors
    var nodes: [Node] = []
    for first in 0...steps {
      for second in 0...(steps - first) {
        for third in 0...(steps - first - second) {
          let counts = [first, second, third, steps - first - second - third]
          var node = (price: 100.0, chance: factorial(steps))
          for (index, count) in counts.enumerated() {
            node.price *= pow(factors[index], Double(count))
            node.chance *= pow(Self.chances[index], Double(count)) / factorial(count)
          }
          nodes.append(node)
        }
      }
    }
    return nodes
  }

  /// Every path, which is 4^steps of them, and its chance.
  var paths: [(spots: [Double], chance: Double)] {
    let factors = factors
    return (0..<1 << (2 * steps)).map { path in
      var (spots, chance) = ([100.0], 1.0)
      for step in 0..<steps {
        let move = path >> (2 * step) & 3
        spots.append(spots[step] * factors[move])
        chance *= Self.chances[move]
      }
      return (spots, chance)
    }
  }

  private func factorial(_ count: Int) -> Double { tgamma(Double(count) + 1).rounded() }
}
