import Foundation
import Testing

/// `margincall implied-vol`, as a user runs it.
@Suite struct ImpliedVolTests {
  static let columns = ["id", "model", "right", "underlying", "strike", "years", "rate", "price"]
  static let header = columns.joined(separator: ",") + "\n"

  /// Source of the values: at the money Bachelier's volatility is price × √(2π/T); the others are
  /// mpmath's `findroot` on the formula at 30 digits.
  @Test func volatilitiesAreAnswered() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      Self.header + "a,bachelier,P,-5,-5,1,0,2\nb,black76,C,100,110,0.5,0.02,3.2\n"
        + "c,bsm,P,100,110,0.5,0.02,12\n", to: "quotes.csv")
    let outcome = try sandbox.run("implied-vol", "quotes.csv")
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    let table = Table(outcome.output)
    #expect(table.header == Self.columns + ["volatility", "problem"])
    let volatilities = table.rows.map { table.number("volatility", $0) }
    let expected = [5.0132565492620, 0.24175707509419, 0.22489131529453]
    #expect(volatilities.count == 3)
    #expect(zip(volatilities, expected).allSatisfy { abs($0 / $1 - 1) < 1e-12 })
  }

  /// Paying a yield equal to the rate, spot is the forward.
  @Test func aYieldIsTakenForBSM() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "yield,price,rate,years,strike,underlying,right,model,id\n"
        + "0.02,3.2,0.02,0.5,110,100,C,bsm,spot\n,3.2,0.02,0.5,110,100,C,black76,forward\n",
      to: "quotes.csv")
    let table = Table(try sandbox.run("implied-vol", "quotes.csv").output)
    let volatilities = table.rows.map { table.number("volatility", $0) }
    #expect(volatilities.count == 2 && abs(volatilities[0] / volatilities[1] - 1) < 1e-13)
  }

  @Test func refusalsAreToldInTheRowAndOnStandardError() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      Self.header + "a,black76,C,110,100,1,0,9\nb,black76,C,110,100,1,0,11\nc,heston,X,1,1,1,0,1\n",
      to: "quotes.csv")
    let outcome = try sandbox.run("implied-vol", "quotes.csv")
    #expect(outcome.code == 65)
    let table = Table(outcome.output)
    #expect(table.rows.map { $0.first } == ["a", "b", "c"])
    #expect(table.rows.first?[7] == "9")
    #expect(table.rows.first?.last == "price 9 is below the intrinsic value 10.0")
    #expect(table.number("volatility", table.rows[1]) > 0)
    #expect(outcome.errors.contains("quotes.csv:2:25: error: price 9 is below"))
    #expect(outcome.errors.contains("quotes.csv:4:3: error: model `heston` is not known"))
    #expect(outcome.errors.contains("hint: write C or P"))
  }

  @Test func twentyProblemsAreShownAndTheRestCounted() throws {
    let sandbox = try Sandbox()
    let rows = (0..<1_500).map { "\($0),bsm,C,1,1,1,0,-1\n" }.joined()
    try sandbox.write(Self.header + rows, to: "quotes.csv")
    let outcome = try sandbox.run("implied-vol", "quotes.csv")
    #expect(outcome.code == 65)
    #expect(outcome.errors.components(separatedBy: "[below-intrinsic]").count == 21)
    #expect(outcome.errors.hasSuffix("… and 1480 more problems\n"))
    #expect(Table(outcome.output).rows.count == 1_500)
  }

  @Test func standardInputIsReadAndAFileWritten() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Self.header + "a,black76,C,100,110,0.5,0.02,3.2\n", to: "quotes.csv")
    let program = try Program(["implied-vol", "-", "--out", "v.csv"], in: sandbox.work.path)
    program.process.standardInput = try FileHandle(
      forReadingFrom: sandbox.work.appendingPathComponent("quotes.csv"))
    let outcome = try program.run()
    #expect(
      outcome.code == 0 && outcome.output.isEmpty && outcome.errors == "wrote v.csv: 1 rows\n")
    #expect(
      try sandbox.read("v.csv").hasPrefix(
        Self.header.dropLast() + ",volatility,problem\na,black76,C,100,110,0.5,0.02,3.2,0.24"))
    #expect(try sandbox.contents() == ["quotes.csv", "v.csv"])
    #expect(try sandbox.run("implied-vol", "-q", "quotes.csv", "-o", "v.csv").errors.isEmpty)
  }

  @Test func failuresHaveTheirExitCodes() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Self.header + "a,black76,C,100,110,0.5,0.02,3.2\n", to: "quotes.csv")
    #expect(try sandbox.run("implied-vol", "absent.csv").code == 66)
    #expect(try sandbox.run("implied-vol", "quotes.csv", "-o", "no/such/v.csv").code == 73)
    #expect(try sandbox.run("implied-vol", "quotes.csv", "-o", ".").code == 73)
    #expect(try sandbox.run("implied-vol").code == 64)
    #expect(try sandbox.run("implied-vol", "absent.csv", "-o", "v.csv").code == 66)
    #expect(try sandbox.contents() == ["quotes.csv"])
  }
}
