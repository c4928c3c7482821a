import MarginFiles
import Testing

@Suite struct NumberTextTests {
  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (100, "100"), (-3, "-3"), (0.1, "0.1"), (-12.5, "-12.5"),
      (1_000_000, "1000000"), (1 / 3, "0.3333333333333333"), (0.1 + 0.2, "0.30000000000000004"),
      (0.0001, "0.0001"), (0.00005, "5e-05"), (1e15, "1000000000000000"),
      (9_007_199_254_740_991, "9007199254740991"), (9_007_199_254_740_992, "9007199254740992"),
      (1e16, "1e+16"), (-1e300, "-1e+300"), (.leastNonzeroMagnitude, "5e-324"),
      (2_251_799_813_685_249.5, "2251799813685249.5"),
      (.nan, ""), (.infinity, ""), (-.infinity, ""),
    ] as [(Double, String)])
  func table(value: Double, text: String) {
    #expect(numberText(value) == text)
    if value.isFinite { #expect(Double(text) == value) }
  }

  @Test func readsBackAsTheSameNumber() {
    var generator = SplitMix(state: 3)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      #expect(Double(numberText(value)) == value)
    }
  }
}
