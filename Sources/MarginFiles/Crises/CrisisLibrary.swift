import Foundation

/// The crises of a folder, in order of name: one for each `NAME.crisis.yaml`.
///
/// - Throws: ``FileError/missing(_:)`` when there is no such folder, ``FileError/invalid(_:)`` with
///   every problem of every crisis file.
public func crises(in folder: String) throws(FileError) -> [Crisis] {
  var (found, problems) = ([Crisis](), [Problem]())
  for name in try crisisNames(in: folder) {
    do throws(FileError) {
      found.append(try loadCrisis("\(folder)/\(name)\(crisisSuffix)"))
    } catch {
      problems += error.problems
    }
  }
  guard problems.isEmpty else { throw .invalid(problems) }
  return found
}

/// The names of the crises in a folder, in order.
///
/// - Throws: ``FileError/missing(_:)`` when there is no such folder.
public func crisisNames(in folder: String) throws(FileError) -> [String] {
  try fileNames(in: folder, of: "crises", usually: "experiments/crises")
    .filter { $0.hasSuffix(crisisSuffix) }.map { String($0.dropLast(crisisSuffix.count)) }
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// Reads and checks a crisis file, and the experiment that it names.
///
/// - Throws: ``FileError`` with every problem of the file.
public func loadCrisis(_ path: String) throws(FileError) -> Crisis {
  let (settings, problems) = try readSettings(
    try readYAMLText(path, named: path), named: path, fields: CrisisSchema.fields,
    called: "the crisis")
  guard problems.isEmpty else { throw .invalid(problems.inFileOrder) }
  let crisis: Crisis
  do throws(MissingSetting) {
    crisis = try Crisis(settings, in: (path as NSString).deletingLastPathComponent)
  } catch {
    throw .invalid([error.problem(in: path)])
  }
  let checks = CrisisChecks(
    settings: settings,
    experiment: try loadExperiment(crisis.experiment, named: crisis.experiment),
    stem: String((path as NSString).lastPathComponent.dropLast(crisisSuffix.count)))
  guard checks.problems.isEmpty else { throw .invalid(checks.problems.inFileOrder) }
  return crisis
}

/// How the name of a crisis file ends.
public let crisisSuffix = ".crisis.yaml"

/// The problem of a name that no crisis of a library has.
public func unknownCrisis(_ name: String, known: [String]) -> Problem {
  Problem(
    at: Place("crises"), "there is no crisis `\(shown(name))`", code: "unknown-crisis",
    hint: hint(for: name, among: known))
}
