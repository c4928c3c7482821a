/// Something wrong with an input, with the place, the value, the reason and what to do.
public struct Problem: Sendable, Equatable {
  /// How bad it is.
  public let severity: Severity
  /// Where it is.
  public let place: Place
  /// What is wrong, with the value shown.
  public let message: String
  /// A stable, kebab-case name for this kind of problem.
  public let code: String
  /// What to do about it.
  public let hint: String?

  /// A problem at `place`.
  public init(
    _ severity: Severity = .error, at place: Place, _ message: String, code: String,
    hint: String? = nil
  ) {
    (self.severity, self.place, self.message) = (severity, place, message)
    (self.code, self.hint) = (code, hint)
  }

  /// How bad a problem is.
  public enum Severity: String, Sendable {
    /// The input cannot be used.
    case error
    /// The input can be used, and the result may not be what was meant.
    case warning
    /// Worth knowing.
    case note
  }
}

/// A place in an input.
public struct Place: Sendable, Equatable {
  /// The file as the user named it, `-` for standard input, or `--set` for an override.
  public let file: String
  /// Line from 1; `nil` for the file as a whole.
  public let line: Int?
  /// Character column from 1; `nil` for the line as a whole.
  public let column: Int?

  /// A place in `file`.
  public init(_ file: String, line: Int? = nil, column: Int? = nil) {
    (self.file, self.line, self.column) = (file, line, column)
  }
}

extension Place: CustomStringConvertible {
  /// `file:line:column`, as far as known.
  public var description: String {
    [file, line.map(String.init), column.map(String.init)].compactMap(\.self)
      .joined(separator: ":")
  }
}

extension Problem: CustomStringConvertible {
  /// The problem as the user sees it, with its hint on a second line.
  public var description: String {
    let line = "\(place): \(severity.rawValue): \(message) [\(code)]"
    return hint.map { "\(line)\n  hint: \($0)" } ?? line
  }
}

/// Why an input could not be used, or an output not be written.
public enum FileError: Error, Sendable, Equatable {
  /// The input is there and wrong; every problem found (exit code 65).
  case invalid([Problem])
  /// The input is not there (exit code 66).
  case missing(Problem)
  /// The output cannot be created (exit code 73).
  case cannotCreate(Problem)
  /// Reading or writing failed underway (exit code 74).
  case failed(Problem)

  /// Every problem, in the order found.
  public var problems: [Problem] {
    switch self {
    case .invalid(let problems): problems
    case .missing(let problem), .cannotCreate(let problem), .failed(let problem): [problem]
    }
  }
}

extension [Problem] {
  /// What `read` gives; `nil` where its input is wrong, whose problems are added.
  mutating func collect<Value>(
    from read: () throws(FileError) -> Value
  ) throws(FileError) -> Value? {
    do {
      return try read()
    } catch .invalid(let found) {
      self += found
      return nil
    }
  }
}
