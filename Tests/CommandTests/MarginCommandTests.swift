import Foundation
import Testing

/// `margin` on the portfolio that ships.
@Suite struct MarginCommandTests {
  private let portfolio =
    repository
    .appendingPathComponent("experiments/short-strangle-portfolio.yaml").path

  @Test func everyModelAnswersInWords() throws {
    let outcome = try Sandbox().run("margin", portfolio)
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("equity "))
    for line in ["\n\nreg-t\n", "\n\ntims\n", "\n\nspan\n", "  binding scenario "] {
      #expect(outcome.output.contains(line))
    }
  }

  @Test func theAnswerIsThatOfTheReplay() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.run("run", blackMonday, "--out", "report", "--set", "market.to=1987-10-16")
    let timeline = Table(try sandbox.read("report/timeline.csv"))
    let row = try #require(timeline.rows.last)
    #expect(row.prefix(2) == ["1987-10-16", "span"])
    let answer = try json("margin", portfolio, "--model", "span", "--json")
    let span = try #require(answer.models.first)
    #expect(abs(span.initial - timeline.number("initial_margin", row)) < 1)
    #expect(abs(answer.equity - timeline.number("equity", row)) < 1)
  }

  @Test func everyModelAnswersInJSON() throws {
    let answer = try json(
      "margin", portfolio, "--model", "reg-t", "--model", "tims", "--model", "span", "--json")
    #expect(answer.models.map(\.model) == ["reg-t", "tims", "span"])
    #expect(answer.models.allSatisfy { $0.initial >= $0.maintenance && $0.maintenance > 0 })
  }

  @Test func whatCannotBeAnsweredIsRefused() throws {
    let history = try Sandbox().run("margin", portfolio, "--model", "historical-var")
    #expect(history.code == 65 && history.errors.contains("[short-warm-up]"))
    let unknown = try Sandbox().run("margin", portfolio, "--model", "spam")
    #expect(unknown.code == 65 && unknown.errors.contains("did you mean `span`?"))
    #expect(try Sandbox().run("margin", "none.yaml").code == 66)
    let swapped = try Sandbox().run("margin", blackMonday)
    #expect(swapped.code == 65 && swapped.output.isEmpty)
  }

  @Test func explanationsAddUp() throws {
    let outcome = try Program(
      ["explain", portfolio, "--model", "span", "--json"], in: repository.path
    )
    .run()
    let answer = try JSONDecoder().decode([Explanation].self, from: Data(outcome.output.utf8))
    let span = try #require(answer.first)
    #expect(span.positions.count == 3)
    #expect(abs(span.positions.reduce(0) { $0 + $1.contribution } - span.initial) < 1e-6)
    #expect(abs(span.positions.reduce(0) { $0 + $1.alone } - span.gross) < 1e-6)
    let words = try Sandbox().run("explain", portfolio, "--model", "span")
    #expect(words.code == 0 && words.output.contains("liquidated when prices fall by"))
    #expect(try Sandbox().run("explain", portfolio).code == 64)
  }

  private func json(_ arguments: String...) throws -> Answer {
    let outcome = try Program(arguments, in: repository.path).run()
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    return try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
  }
}

private struct Answer: Decodable {
  let equity: Double
  let models: [Requirement]

  struct Requirement: Decodable {
    let model: String
    let initial: Double
    let maintenance: Double
  }
}

private struct Explanation: Decodable {
  let initial: Double
  let gross: Double
  let positions: [Part]

  struct Part: Decodable {
    let contribution: Double
    let alone: Double
  }
}
