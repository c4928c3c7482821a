/// Problems that one declaration would put right: each is told once, with the number of rows it has.
struct DeclarationLog {
  private var found: [(problem: Problem, rows: Int)] = []

  /// Adds a problem; those with the same hint are one and the same.
  mutating func add(_ problem: Problem) {
    if let index = found.firstIndex(where: { $0.problem.hint == problem.hint }) {
      found[index].rows += 1
    } else {
      found.append((problem, 1))
    }
  }

  /// Hands the problems over.
  func report(to problems: inout ProblemLog) {
    for (problem, rows) in found {
      let others = rows == 1 ? "" : ", and so are \(rows - 1) more"
      problems.add(
        Problem(
          at: problem.place, problem.message + others, code: problem.code, hint: problem.hint))
    }
  }
}
