/// Numbers short enough for prose and axes: `1.2M`, `350k`.
enum CompactNumber {
  /// A power of a thousand and its letter.
  struct Scale {
    let divisor: Double
    let suffix: String
  }

  private static let scales = [
    Scale(divisor: 1e12, suffix: "T"), Scale(divisor: 1e9, suffix: "B"),
    Scale(divisor: 1e6, suffix: "M"), Scale(divisor: 1e3, suffix: "k"),
  ]

  /// The largest scale that `size` fills once rounded to three digits.
  static func scale(for size: Double) -> Scale {
    scales.first { size >= $0.divisor * 0.9995 } ?? Scale(divisor: 1, suffix: "")
  }

  /// `value` with three significant digits.
  static func text(_ value: Double) -> String {
    let size = abs(value)
    guard size < 9.995e14 else { return NumberText.scientific(value) }
    guard size >= 1 else { return NumberText.trimmed(NumberText.plain(value)) }
    let scale = scale(for: size)
    let scaled = value / scale.divisor
    let places = abs(scaled) >= 99.95 ? 0 : abs(scaled) >= 9.995 ? 1 : 2
    return NumberText.trimmed(NumberText.fixed(scaled, places)) + scale.suffix
  }

  /// An amount of money for prose, such as `1.2M USD`.
  static func money(_ value: Double, _ currency: String) -> String {
    value.isNaN ? "an unknown amount" : text(value) + (currency.isEmpty ? "" : " " + currency)
  }
}
