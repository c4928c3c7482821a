import ArgumentParser
import MarginFiles

/// The options and the work of every command that answers a CSV file row by row.
struct RowAnswering: ParsableArguments {
  @Argument(help: "The CSV file; - for standard input.", completion: .file(extensions: ["csv"]))
  var file: String

  @Option(name: [.short, .long], help: "The file to write (default: standard output).")
  var out: String?

  @Flag(help: "Write a JSON array with one object per row.")
  var json = false

  @Flag(name: .short, help: "Print nothing but answers and problems.")
  var quiet = false

  /// Answers the file; ends with exit code 65 when a row has no answer.
  func run(_ table: AnswerTable) throws {
    let unfinished = UnfinishedFolder()
    let interrupt = out == nil ? nil : Interrupt(abandoning: unfinished)
    let answers = try reportingProblems { try answer(table, unfinished) }
    withExtendedLifetime(interrupt) { show(answers) }
    if answers.problems.count > 0 { throw ExitCode.badInput }
  }

  private func answer(
    _ table: AnswerTable, _ unfinished: UnfinishedFolder
  ) throws(FileError) -> RowAnswers {
    let output = try AnswerOutput(path: out, unfinished: unfinished)
    do throws(FileError) {
      let answers = try answerRows(
        of: file, named: file, with: table, as: json ? .json : .csv, to: output)
      try output.finish()
      return answers
    } catch {
      output.discard()
      throw error
    }
  }

  private func show(_ answers: RowAnswers) {
    let problems = answers.problems
    if !quiet { Terminal.show(answers.warnings) }
    Terminal.show(Array(problems.all(of: file).prefix(20)))
    if problems.count > 20 { Terminal.say("… and \(problems.count - 20) more problems") }
    if let out, out != "-", !quiet { Terminal.say("wrote \(out): \(answers.rows) rows") }
  }
}
