import MarginCore
import Testing

@testable import MarginFiles

@Suite struct ScalarShapeTests {
  @Test(arguments: [
    ("1_000_000", 1e6), ("-2.5", -2.5), ("1e3", 1000.0), ("0.07", 0.07), ("+3", 3.0),
  ])
  func numbersAreRead(text: String, number: Double) throws {
    #expect(finiteNumber(text) == number)
  }

  @Test(arguments: [
    "", "_1", "1_", "1._5", "1__0", "0x10", "1,5", ".5", "5.", "nan", ".inf", "1 ", "１",
  ])
  func otherTextsAreNoNumbers(text: String) {
    #expect(finiteNumber(text) == nil)
  }

  @Test(arguments: [
    ("30d", 30.0), ("8h", 1.0 / 3), ("15m", 1.0 / 96), ("1s", 1.0 / 86400), ("2w", 14.0),
    ("0d", 0.0),
    ("1_000 d", 1000.0),
  ])
  func durationsAreRead(text: String, days: Double) throws {
    let microseconds = Int64((days * 86_400_000_000).rounded())
    #expect(try DurationShape().read(text) == .span(TimeSpan(microseconds: microseconds)))
  }

  @Test(arguments: ["1.5d", "-1d", "d", "30", "30 days", "1y", "1e400d", ""])
  func otherTextsAreNoDurations(text: String) {
    #expect(throws: Defect.self) { try DurationShape().read(text) }
  }

  @Test(arguments: ["1d", "36h", "90m", "61s", "0d"])
  func durationsAreWrittenInTheLargestWholeUnit(text: String) throws {
    guard case .span(let span) = try DurationShape().read(text) else { return }
    #expect(durationText(span) == text)
  }

  @Test(arguments: [("1bp", 0.0001), ("2.5bp", 0.00025), ("2 bp", 0.0002), ("0.3", 0.3)])
  func basisPointsAreFractions(text: String, fraction: Double) throws {
    #expect(try FractionShape(Bounds(0...1)).read(text) == .number(fraction))
  }

  @Test func moneyCarriesItsCurrency() throws {
    let shape = MoneyShape(.atLeastZero)
    #expect(try shape.read("1_000_000 USD") == .money(1e6, currency: "USD"))
    #expect(try shape.read("250.50 USDC") == .money(250.5, currency: "USDC"))
    #expect(try shape.read("0") == .money(0, currency: ""))
    for text in ["5", "USD 5", "5 usd", "5 US DOLLARS", "5USD", ""] {
      #expect(throws: Defect.self) { try shape.read(text) }
    }
  }

  @Test(arguments: [
    (1_000_000.0, "1_000_000"), (-1234.5, "-1_234.5"), (999.0, "999"), (0.65, "0.65"),
  ])
  func amountsAreGrouped(amount: Double, text: String) {
    #expect(amountText(amount) == text)
    #expect(finiteNumber(text) == amount)
  }

  @Test func nearNamesAreFound() {
    let names = ["costs", "hedging", "margin-then-hedge"]
    #expect(nearestName(to: "cost", among: names) == "costs")
    #expect(nearestName(to: "hegding", among: names) == "hedging")
    #expect(nearestName(to: "market", among: names) == nil)
    #expect(nearestName(to: "", among: names) == nil)
    #expect(nearestName(to: "x", among: []) == nil)
  }
}
