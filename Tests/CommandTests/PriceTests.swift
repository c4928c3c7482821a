import Foundation
import Testing

/// `margincall price` against the 40-digit table of the library's tests.
@Suite struct PriceTests {
  /// Every row of the table that a command can be asked, by its id.
  @Test func pricesAndGreeksMatchTheTable() throws {
    let file = repository.appendingPathComponent("Tests/MarginCoreTests/Fixtures/option-greeks.csv")
    let cases = Table(try String(contentsOf: file, encoding: .utf8))
    let sandbox = try Sandbox()
    let header = "id,model,settlement,right,underlying,strike,years,rate,yield,volatility\n"
    try sandbox.write(
      header + cases.rows.map { question($0, cases) }.joined(separator: "\n"), to: "options.csv")
    let outcome = try sandbox.run("price", "options.csv")
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    let answers = Table(outcome.output)
    #expect(answers.rows.count == cases.rows.count && answers.rows.count > 200)
    for (row, answer) in zip(cases.rows, answers.rows) {
      for name in answers.header.dropFirst(10) { compare(name, row, answer, cases, answers) }
    }
  }

  private func question(_ row: [String], _ cases: Table) -> String {
    let model = cases.text("model", row)
    let fields = ["cp", "S_or_F", "K", "T", "r", "q", "sigma"].map { cases.text($0, row) }
    let settlement = model == "inverse" ? "black76,inverse" : "\(model),linear"
    return "\(cases.text("id", row)),\(settlement),\(fields.joined(separator: ","))"
  }

  private func compare(
    _ name: String, _ row: [String], _ answer: [String], _ cases: Table, _ answers: Table
  ) {
    let expected = cases.number(name, row)
    guard !expected.isNaN else { return }
    let tolerance = cases.number("atol_\(name)", row) + 1e-10 * abs(expected)
    #expect(
      abs(answers.number(name, answer) - expected) <= tolerance, "\(answer[0]) \(name): \(answer)")
  }

  @Test func rowsThatCannotBePricedAreEmptyAndNamed() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "id,model,settlement,right,underlying,strike,years,rate,yield,volatility\n"
        + "a,bsm,linear,C,-1,1,1,0,0,0.2\nb,bachelier,inverse,C,1,1,1,0,0,0.2\n"
        + "c,black76,inverse,C,1,1,1,0.02,0,0.2\nd,black76,linear,C,100,100,1,0,0,0.2\n",
      to: "options.csv")
    let outcome = try sandbox.run("price", "options.csv")
    let table = Table(outcome.output)
    #expect(outcome.code == 65 && table.rows.map { $0.first } == ["a", "b", "c", "d"])
    #expect(table.rows.dropLast().allSatisfy { $0.dropFirst(10).allSatisfy(\.isEmpty) })
    #expect(table.rows.allSatisfy { $0.count == 22 && $0[9] == "0.2" })
    #expect(abs(table.number("price", table.rows[3]) - 7.965567455405804) < 1e-12)
    #expect(outcome.errors.contains("options.csv:2:16: error: underlying -1 is not above zero"))
    #expect(outcome.errors.contains("options.csv:3:3: error: model bachelier has no inverse form"))
    #expect(outcome.errors.contains("rate 0.02 must be 0 for inverse settlement"))
  }

  /// What `price` writes, `implied-vol` reads: the volatility it finds takes the place of the given one.
  @Test func pricesGoBackIntoVolatilities() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "id,model,settlement,right,underlying,strike,years,rate,yield,volatility,note\n"
        + "a,bsm,linear,C,100,110,0.5,0.02,0,0.3,x\nb,black76,linear,P,100,90,1,0.02,,0.5,\n",
      to: "options.csv")
    #expect(try sandbox.run("price", "options.csv", "-q", "-o", "prices.csv").code == 0)
    let outcome = try sandbox.run("implied-vol", "prices.csv")
    #expect(
      outcome.code == 0 && outcome.errors.contains("prices.csv:1: warning: column `volatility`"))
    let table = Table(outcome.output)
    #expect(table.header.suffix(2) == ["volatility", "problem"])
    #expect(
      zip(table.rows, [0.3, 0.5]).allSatisfy { abs(table.number("volatility", $0) - $1) < 1e-12 })
    #expect(table.rows.map { table.text("note", $0) } == ["x", ""])
  }
}
