/// Numbers as text: fixed decimals, thousands separators, no locale.
enum NumberText {
  /// What stands for a number that is not known.
  static let missing = "n/a"

  /// `value` with `decimals` places and thousands separators; huge values in scientific notation.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return notFinite(value) }
    let places = min(max(decimals, 0), 12)
    let scaled = (abs(value) * powerOfTen(places)).rounded()
    if scaled >= 0x1p53 { return places > 0 ? fixed(value, 0) : scientific(value) }
    let digits = String(Int64(scaled))
    let sign = value < 0 && scaled != 0 ? "-" : ""
    return sign + placed(digits, places)
  }

  /// `value` as a percentage: 0.0525 with 2 decimals is `5.25 %`.
  static func percent(_ value: Double, _ decimals: Int = 2) -> String {
    let hundredfold = value * 100
    return hundredfold.isFinite ? fixed(hundredfold, decimals) + " %" : notFinite(hundredfold)
  }

  /// `value` with an explicit sign when it is positive.
  static func signedPercent(_ value: Double) -> String {
    let text = percent(value)
    return value > 0 && text != percent(0) ? "+" + text : text
  }

  /// A price: two decimals, whole numbers from 100,000, more places below 1.
  static func plain(_ value: Double) -> String {
    let size = abs(value)
    if size == 0 { return "0" }
    if size < 1e-8 { return scientific(value) }
    return fixed(value, size >= 100_000 ? 0 : size >= 1 ? 2 : smallPlaces(size))
  }

  /// An amount of money: whole from 1,000, two decimals below, more places below 1.
  static func money(_ value: Double) -> String {
    abs(value) >= 1000 ? fixed(value, 0) : plain(value)
  }

  /// An occurrence count.
  static func count(_ value: Double) -> String { fixed(value, 0) }

  static func powerOfTen(_ exponent: Int) -> Double {
    (0..<max(0, exponent)).reduce(1) { power, _ in power * 10 }
  }

  /// `value` with three significant digits and a power of ten, such as `1.23e+30`.
  static func scientific(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : notFinite(value) }
    var (mantissa, exponent) = (abs(value), 0)
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    if mantissa >= 9.995 { (mantissa, exponent) = (1, exponent + 1) }
    let sign = value < 0 ? "-" : ""
    return "\(sign)\(trimmed(fixed(mantissa, 2)))e\(exponent < 0 ? "-" : "+")\(abs(exponent))"
  }

  /// `text` without trailing zeros after the decimal point.
  static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var kept = Substring(text)
    while kept.hasSuffix("0") { kept.removeLast() }
    return String(kept.hasSuffix(".") ? kept.dropLast() : kept)
  }

  private static func notFinite(_ value: Double) -> String {
    value.isNaN ? missing : value > 0 ? "infinite" : "-infinite"
  }

  private static func smallPlaces(_ size: Double) -> Int {
    var (places, scaled) = (4, size * 10)
    while scaled < 1, places < 12 { (places, scaled) = (places + 1, scaled * 10) }
    return places
  }

  private static func placed(_ digits: String, _ places: Int) -> String {
    guard places > 0 else { return grouped(digits) }
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return grouped(String(padded.dropLast(places))) + "." + padded.suffix(places)
  }

  private static func grouped(_ digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }
}
