import MarginCore

/// A flaw found in a table, before its place in the file is known.
struct SeriesFinding: Equatable {
  let flaw: SeriesFlaw
  /// The code of the problem, more exact than the flaw.
  let code: String
  /// The row of the table.
  let row: Int
  /// The field at fault; `nil` for the time.
  let field: String?
  let message: String
  let hint: String

  init(
    _ flaw: SeriesFlaw, _ code: String, row: Int, field: String? = nil, _ message: String,
    hint: String
  ) {
    (self.flaw, self.code, self.row) = (flaw, code, row)
    (self.field, self.message, self.hint) = (field, message, hint)
  }
}

extension SeriesFlaw {
  /// How bad it is when the rows are kept.
  var severity: Problem.Severity { self == .outlier ? .note : .warning }
}
