import Foundation
import MarginFiles
import Testing

/// The frame that answers a CSV file row by row.
struct AnswerRowsTests {
  /// Half of `x`, plus `shift` where there is one.
  static let half = AnswerTable(
    required: ["id", "x"], optional: ["unused", "shift"], numbers: ["x"], answers: ["half"],
    tellsProblems: true
  ) { question, answer in
    guard let x = question.number(1, &answer) else { return }
    guard let shift = question.number(3, default: 0, &answer) else { return }
    answer.add(x / 2 + shift)
  }

  @Test func answersStandBehindTheColumnsOfTheFile() throws {
    let outcome = try answer("shift,\"a,b\",x,id\r\n1,, 4,a\r\n,\"say \"\"hi\"\"\n\",5,\"b,c\"")
    #expect(
      outcome.text == "shift,\"a,b\",x,id,half,problem\n1,, 4,a,3,\n"
        + ",\"say \"\"hi\"\"\n\",5,\"b,c\",2.5,\n")
    #expect(outcome.answers.rows == 2 && outcome.answers.problems.count == 0)
  }

  @Test func goodRowsAreAnsweredBesideBadOnes() throws {
    let outcome = try answer("id,x\na,4\nb,nan\nc,1,2\nd,1e308\n\ne,\"5\"6\nf,8\n")
    #expect(
      outcome.text
        == "id,x,half,problem\na,4,2,\nb,nan,,x `nan` is not a number\nd,1e308,5e+307,\nf,8,4,\n")
    let codes = outcome.answers.problems.all(of: "input").map(\.code)
    #expect(codes == ["not-a-number", "field-count", "blank-line", "malformed-quote"])
    #expect(outcome.answers.rows == 6)
  }

  @Test func aColumnNamedAsAnAnswerGivesWay() throws {
    let outcome = try answer("half,id,problem,x\n\"1,\",a,no,4\n, \"b\" ,,6\n")
    #expect(outcome.text == "id,x,half,problem\na,4,2,\n \"b\" ,6,3,\n")
    #expect(outcome.answers.warnings.map(\.code) == ["replaced-column", "replaced-column"])
    #expect(outcome.answers.problems.count == 0)
  }

  @Test func rowsMayBeJSON() throws {
    let text = "id,x,\"say \"\"hi\"\"\"\na,+4e0,\nb,nan,é\n"
    let outcome = try answer(text, as: .json)
    #expect(
      outcome.text == """
        [
        {"id": "a", "x": 4, "say \\"hi\\"": null, "half": 2, "problem": null},
        {"id": "b", "x": "nan", "say \\"hi\\"": "é", "half": null, "problem": "x `nan` is not a number"}
        ]

        """)
    #expect(try answer("id,x\n\"\n", as: .json).text == "[\n]\n")
  }

  @Test func aNumberThatIsNotFiniteIsAProblem() throws {
    let outcome = try answer("id,x,shift\na,1e308,1.7e308\n")
    #expect(
      outcome.text == "id,x,shift,half,problem\na,1e308,1.7e308,,half leaves the range of numbers\n"
    )
    #expect(outcome.answers.problems.kept.map(\.code) == ["out-of-range"])
  }

  @Test func everyProblemIsCountedAndAThousandKept() throws {
    let rows = (0..<3_000).map { "\($0),x\n" }.joined()
    let problems = try answer("id,x\n" + rows).answers.problems
    #expect(problems.count == 3_000 && problems.kept.count == ProblemLog.limit)
  }

  @Test(arguments: ["", "x\n1\n", "id,x,x\na,1,1\n", "id,id,x\na,b,1\n"])
  func aFileWithoutItsColumnsIsRefused(text: String) throws {
    #expect(throws: FileError.self) { try answer(text) }
  }

  @Test func theFileReadMayBeTheFileWritten() throws {
    try withFolder { folder in
      let path = folder + "/table.csv"
      try Data("id,x\na,4\n".utf8).write(to: URL(fileURLWithPath: path))
      let output = try AnswerOutput(path: path)
      _ = try answerRows(of: path, named: path, with: Self.half, to: output)
      try output.finish()
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "id,x,half,problem\na,4,2,\n")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["table.csv"])
    }
  }

  private func answer(
    _ text: String, as format: AnswerText = .csv
  ) throws -> (text: String, answers: RowAnswers) {
    try withFolder { folder in
      let (input, result) = (folder + "/input.csv", folder + "/result.csv")
      try Data(text.utf8).write(to: URL(fileURLWithPath: input))
      let output = try AnswerOutput(path: result)
      defer { output.discard() }
      let answers = try answerRows(
        of: input, named: "input", with: Self.half, as: format, to: output)
      try output.finish()
      return (try String(contentsOfFile: result, encoding: .utf8), answers)
    }
  }
}
