import Testing

@testable import MarginReports

@Suite struct NumberTextTests {
  @Test(
    "Fixed decimals with separators",
    arguments: [
      (0.0, 2, "0.00"), (1234.5, 2, "1,234.50"), (-1234.5, 0, "-1,235"), (0.005, 2, "0.01"),
      (-0.001, 2, "0.00"), (999_999.5, 0, "1,000,000"), (1e15, 2, "1,000,000,000,000,000"),
      (.nan, 2, "n/a"), (-.infinity, 0, "-infinite"), (1e308, 2, "1e+308"),
      (-1.5e20, 3, "-1.5e+20"),
    ])
  func fixed(value: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(value, decimals) == text)
  }

  @Test(
    "Short numbers",
    arguments: [
      (0.0, "0"), (950.0, "950"), (1000, "1k"), (350_000, "350k"), (999_600, "1M"),
      (1_234_567, "1.23M"), (-1_200_000, "-1.2M"), (4.2e9, "4.2B"), (1e12, "1T"), (1e15, "1e+15"),
      (0.00012, "0.00012"), (.leastNormalMagnitude, "2.23e-308"),
      (.greatestFiniteMagnitude, "1.8e+308"),
    ])
  func compact(value: Double, text: String) {
    #expect(CompactNumber.text(value) == text)
  }

  @Test(
    "Prices keep the digits that matter",
    arguments: [
      (282.7, "282.70"), (224.84, "224.84"), (64_250.5, "64,250.50"), (123_456.7, "123,457"),
      (0.25, "0.2500"), (0.000_012_34, "0.00001234"), (1e-12, "1e-12"),
    ])
  func plain(value: Double, text: String) {
    #expect(NumberText.plain(value) == text)
  }

  @Test func percentages() {
    #expect(NumberText.signedPercent(224.84 / 282.70 - 1) == "-20.47 %")
    #expect(NumberText.signedPercent(0.116) == "+11.60 %")
    #expect(NumberText.signedPercent(0) == "0.00 %")
    #expect(NumberText.percent(1e306) == "1e+308 %")
    #expect(NumberText.percent(1e308) == "infinite")
  }

  @Test func words() {
    #expect(Words.counted(1, "call") == "1 call")
    #expect(Words.counted(1200, "step") == "1,200 steps")
    #expect(Words.listed(["a", "b", "c"]) == "a, b and c")
    #expect(Words.label("capital_efficiency_vs_reg_t") == "capital efficiency vs Reg T")
    #expect(Words.label("break_even_volatility") == "break-even volatility")
    #expect(Words.label("peak_initial_margin") == "peak initial margin")
  }
}
