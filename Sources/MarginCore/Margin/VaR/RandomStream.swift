/// A seeded stream of numbers, one for each purpose, the same bits on every machine.
///
/// SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014),
/// started from a hash of seed and purpose, so that no stream depends on how much of another was used.
struct RandomStream {
  private var state: UInt64
  private var spare: Double?

  init(seed: UInt64, purpose: UInt64) {
    state = RandomStream.mixed(seed &+ 0x9E37_79B9_7F4A_7C15 &* (purpose &+ 1))
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform above 0 and below 1, on a grid of 2⁻⁵³ shifted by half a step.
  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    return (Double(RandomStream.mixed(state) >> 11) + 0.5) * 0x1p-53
  }

  /// Standard normal, by the polar method (Marsaglia and Bray, 1964); numbers come in pairs.
  mutating func normal() -> Double {
    if let number = spare {
      spare = nil
      return number
    }
    while true {
      let (u, v) = (2 * uniform() - 1, 2 * uniform() - 1)
      let square = u * u + v * v
      guard square < 1, square > 0 else { continue }
      let factor = (-2 * Elementary.log(square) / square).squareRoot()
      spare = v * factor
      return u * factor
    }
  }

  /// Chi-square with `degrees` of at least 2 degrees of freedom.
  ///
  /// Twice a gamma variable (Marsaglia and Tsang, "A simple method for generating gamma variables",
  /// 2000).
  mutating func chiSquare(degrees: Double) -> Double {
    let d = 0.5 * degrees - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let cube = root * root * root
      if Elementary.log(uniform()) < 0.5 * x * x + d - d * cube + d * Elementary.log(cube) {
        return 2 * d * cube
      }
    }
  }
}
