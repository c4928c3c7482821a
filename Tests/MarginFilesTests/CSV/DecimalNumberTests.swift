import Foundation
import Testing

@testable import MarginFiles

@Suite struct DecimalNumberTests {
  /// The accepted form and no other: what `strtod` takes beyond it is refused.
  @Test(arguments: [
    "", " ", "+", "-", ".", "e5", ".5", "5.", "1e", "1e+", "0x10", "nan", "inf", "infinity", "1 ",
    " 1", "1,5", "1_000", "1e5.0", "++1", "1\0", "１", "1f", "1.2.3", "1e5e5",
  ])
  func refused(text: String) {
    #expect(number(text) == nil)
  }

  @Test(arguments: [
    "0", "-0", "007", "1e22", "1e23", "9007199254740992", "9007199254740993", "1e-22", "1e-23",
    "123456789012345678901234567890", "0.000000000000000000000000000001", "1.7976931348623157e308",
    "5e-324", "2.4703282292062327e-324", "2.2250738585072011e-308", "1e308", "1e999", "-1e999",
    "1e-999", "1e99999999999999999999", "0e99999999999999999999", "1e-99999999999999999999",
    "0.1", "0.3", "8.5e22", "9007199254740993e-1", "1.00000000000000011102230246251565404",
  ])
  func edges(text: String) {
    #expect(number(text)?.bitPattern == strtod(text, nil).bitPattern, "\(text)")
  }

  @Test func agreesWithTheCLibraryOnManyNumbers() {
    var generator = SplitMix(state: 20_231_107)
    var differences: [String] = []
    for _ in 0..<100_000 {
      let text = randomNumber(&generator)
      if number(text)?.bitPattern != strtod(text, nil).bitPattern { differences.append(text) }
    }
    #expect(differences.prefix(5) == [])
  }

  private func randomNumber(_ generator: inout SplitMix) -> String {
    var text = ["", "-", "+"].randomElement(using: &generator) ?? ""
    text += digits(1...Int.random(in: 1...22, using: &generator), &generator)
    if Bool.random(using: &generator) { text += "." + digits(1...18, &generator) }
    guard Int.random(in: 0..<3, using: &generator) == 0 else { return text }
    return text + "e\(Int.random(in: -340...320, using: &generator))"
  }

  private func digits(_ count: ClosedRange<Int>, _ generator: inout SplitMix) -> String {
    let length = Int.random(in: count, using: &generator)
    return String((0..<length).map { _ in "0123456789".randomElement(using: &generator) ?? "0" })
  }

  private func number(_ text: String) -> Double? {
    var text = text
    return text.withUTF8 { decimalNumber($0) }
  }
}

/// A small seeded generator (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators").
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed &>> 31)
  }
}
