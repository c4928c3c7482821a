/// Takes a variable of one law to another law of unit variance, quantile to quantile.
///
/// Laws are Student t, or normal for 0 degrees of freedom. Between 257 quantiles, those of a standard
/// normal from −8 to 8, the map is a cubic with the exact slopes: within 1e-4 of a deviation for laws
/// of at least three degrees, and exact where both are the same.
struct MarginalMap: Sendable {
  private let scale: Double
  private let nodes: [Node]

  private struct Node: Sendable {
    let place: Double
    let value: Double
    let slope: Double
  }

  init(from source: Double, to target: Double) {
    scale = target == 0 ? 1 : StudentT(degrees: target).unitScale
    guard source != target else { nodes = []; return }
    let lower = (0...128).map { -8 + Double($0) / 16 }.map { z in
      let (x, p) = Self.quantile(z, source)
      let (y, q) = Self.quantile(z, target)
      return Node(place: x, value: y, slope: p / q)
    }
    nodes =
      lower
      + lower.dropLast().reversed().map {
        Node(place: -$0.place, value: -$0.value, slope: $0.slope)
      }
  }

  /// The quantile as likely as `z` ≤ 0 is for a normal variable, and the density there.
  private static func quantile(_ z: Double, _ degrees: Double) -> (Double, Double) {
    guard degrees > 0, z < 0 else {
      return (z, degrees > 0 ? StudentT(degrees: degrees).density(0) : Normal.density(z))
    }
    let law = StudentT(degrees: degrees)
    let x = law.quantile(Normal.cumulative(z))
    return (x, law.density(x))
  }

  /// The value that is as likely under the target law, its deviation brought to 1.
  func value(_ x: Double) -> Double {
    guard let first = nodes.first, let last = nodes.last else { return x * scale }
    guard x > first.place else { return first.value * scale }
    guard x < last.place else { return last.value * scale }
    var (low, high) = (0, nodes.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if nodes[middle].place <= x { low = middle } else { high = middle }
    }
    return cubic(nodes[low], nodes[high], x) * scale
  }

  private func cubic(_ a: Node, _ b: Node, _ x: Double) -> Double {
    let width = b.place - a.place
    let t = (x - a.place) / width
    let s = 1 - t
    return a.value * s * s * (1 + 2 * t) + b.value * t * t * (1 + 2 * s)
      + width * s * t * (a.slope * s - b.slope * t)
  }
}
