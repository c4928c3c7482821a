/// Axis ticks at multiples of 1, 2, 2.5 or 5 times a power of ten.
struct Ticks {
  /// Where the ticks are, ascending.
  let values: [Double]
  /// The distance between them.
  let step: Double

  /// About `count` ticks within `range`.
  init(covering range: ClosedRange<Double>, count: Int) {
    let span = range.upperBound - range.lowerBound
    let step = Self.niceStep(span / Double(max(count, 1)))
    let first = (range.lowerBound / step).rounded(.up)
    let last = (range.upperBound / step).rounded(.down)
    let isUsable = step > 0 && (last - first).isFinite && (0...100).contains(last - first)
    values = isUsable ? stride(from: first, through: last, by: 1).map { $0 * step } : []
    self.step = step
  }

  /// The smallest nice number that is at least `raw`; 0 when `raw` is not positive and finite.
  static func niceStep(_ raw: Double) -> Double {
    guard raw > 1e-300, raw < 1e302 else { return 0 }
    let power = powerOfTen(atMost: raw)
    let lead = raw / power * 0.999_999
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 ? 2.5 : lead <= 5 ? 5 : 10)
  }

  private static func powerOfTen(atMost value: Double) -> Double {
    var power = 1.0
    while power * 10 <= value { power *= 10 }
    while power > value { power /= 10 }
    return power
  }
}

/// How the numbers on an axis read.
enum AxisFormat: Sendable {
  /// Thousands shortened: `1.2M`.
  case compact
  /// Percentages: 0.2 is `20 %`.
  case percent

  /// A label for each tick, all in one scale and with the decimals that `step` needs.
  func labels(for ticks: Ticks) -> [String] {
    let largest = ticks.values.reduce(0) { max($0, abs($1)) }
    if self == .percent { return ticks.values.map { Self.percent($0, step: ticks.step) } }
    if largest >= 9.995e14 || largest < 1e-8 { return ticks.values.map(NumberText.scientific) }
    let scale = CompactNumber.scale(for: largest)
    let places = Self.places(for: ticks.step / scale.divisor)
    return ticks.values.map {
      $0 == 0 ? "0" : NumberText.fixed($0 / scale.divisor, places) + scale.suffix
    }
  }

  private static func percent(_ value: Double, step: Double) -> String {
    let text = value == 0 ? "0" : NumberText.fixed(value * 100, places(for: step * 100))
    return text + " %"
  }

  /// The fewest decimals that show `step` exactly, at most 10.
  static func places(for step: Double) -> Int {
    var (places, scaled) = (0, step)
    while places < 10, abs(scaled - scaled.rounded()) > 1e-6 * scaled {
      (places, scaled) = (places + 1, scaled * 10)
    }
    return places
  }
}
