import Foundation

/// The data sets of a folder, in order of name: one for each `NAME.provenance.yaml`.
///
/// - Throws: ``FileError/missing(_:)`` when there is no such folder, ``FileError/invalid(_:)`` with
///   every problem of every provenance file.
public func datasets(in folder: String) throws(FileError) -> [Dataset] {
  var found: [Dataset] = []
  var problems: [Problem] = []
  let files = try fileNames(in: folder, of: "data sets", usually: "datasets")
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  for file in files where file.hasSuffix(provenanceSuffix) {
    let path = "\(folder)/\(file)"
    do throws(FileError) {
      found.append(try Provenance(path: path, named: path).dataset(in: folder))
    } catch {
      problems += error.problems
    }
  }
  problems += files.filter { isOrphan($0, among: files) }.map { orphan($0, folder) }
  guard problems.isEmpty else { throw .invalid(problems) }
  return found
}

/// Verifies every data set; problems of all are collected.
///
/// - Throws: ``FileError`` as ``Dataset/verify()`` does.
public func verify(_ datasets: [Dataset]) throws(FileError) {
  var problems: [Problem] = []
  for dataset in datasets {
    try problems.collect(from: dataset.verify)
  }
  guard problems.isEmpty else { throw .invalid(problems) }
}

/// What to tell a user who asked for a data set that is not there.
public func unknownDataset(_ name: String, among datasets: [Dataset]) -> Problem {
  Problem(
    at: Place("datasets"), "there is no data set `\(shown(name))`", code: "unknown-dataset",
    hint: hint(for: name, among: datasets.map(\.name)))
}

/// What the name of a provenance file ends with, in place of `.csv`.
let provenanceSuffix = ".provenance.yaml"

/// The names of the files in a folder of `kind`, which the repository has at `usual`; in no order.
func fileNames(
  in folder: String, of kind: String, usually usual: String
) throws(FileError) -> [String] {
  guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
    throw .missing(
      Problem(
        at: Place(folder), "there is no such folder of \(kind)", code: "missing-folder",
        hint: "run from the repository, where the folder is called \(usual)"))
  }
  return names
}

private func isOrphan(_ file: String, among files: [String]) -> Bool {
  file.hasSuffix(".csv") && !files.contains(file.dropLast(4) + provenanceSuffix)
}

private func orphan(_ file: String, _ folder: String) -> Problem {
  Problem(
    at: Place("\(folder)/\(file)"), "the data set has no provenance", code: "missing-provenance",
    hint: "write \(file.dropLast(4))\(provenanceSuffix) beside it")
}
