/// The files that a user gives to a crisis, as `NAME=PATH`.
public struct BroughtFiles: Sendable, Equatable {
  /// The names of the files that were given, in the order of the crisis.
  public let names: [String]
  /// What they change in the experiment, as for `--set`.
  public let overrides: [String]

  /// Finds out what the user gave and what is still needed.
  ///
  /// - Parameters:
  ///   - given: Names and paths, from the working folder.
  ///   - crisis: The crisis they are for.
  /// - Throws: ``FileError/invalid(_:)`` for a name the crisis does not know,
  ///   ``FileError/missing(_:)`` for a file it cannot do without.
  public init(_ given: [(name: String, path: String)], for crisis: Crisis) throws(FileError) {
    let known = crisis.files.map(\.name)
    let strangers = given.map(\.name).filter { !known.contains($0) }
    guard strangers.isEmpty else {
      throw .invalid(strangers.map { unknownFile($0, crisis.name, known) })
    }
    let missing = crisis.requiredFiles.filter { file in !given.contains { $0.name == file.name } }
    if !missing.isEmpty { throw .missing(needed(missing, crisis.name)) }
    let files = crisis.files.filter { file in given.contains { $0.name == file.name } }
    names = files.map(\.name)
    overrides = files.flatMap { file in
      file.overrides(for: given.last { $0.name == file.name }?.path ?? "")
    }
  }
}

extension Crisis.BroughtFile {
  fileprivate func overrides(for path: String) -> [String] {
    settings.map { $0.replacing("FILE", with: quoted(path)) }
  }

  /// What to bring, in lines for people.
  public var request: String {
    """
    --file \(name)=PATH\(isOptional ? "  (optional)" : "")
        holds   \(holds)
        layout  \(layout)
        from    \(obtain)
    """
  }
}

private func unknownFile(_ name: String, _ crisis: String, _ known: [String]) -> Problem {
  Problem(
    at: Place("--file \(shown(name, limit: 80))"), "\(crisis) takes no file `\(shown(name))`",
    code: "unknown-file", hint: hint(for: name, among: known))
}

private func needed(_ files: [Crisis.BroughtFile], _ crisis: String) -> Problem {
  let names = files.map { "`\($0.name)`" }.joined(separator: " and ")
  let requests = files.map { "    " + $0.request.replacing("\n", with: "\n    ") }
  return Problem(
    at: files.first?.place ?? Place(crisis),
    "\(crisis) needs data that cannot ship; bring \(names)", code: "file-not-given",
    hint: (["give them to  margincall crises run \(crisis)"] + requests).joined(separator: "\n"))
}
