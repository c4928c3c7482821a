/// A data set that ships with the tool, as its provenance file describes it.
public struct Dataset: Sendable, Equatable {
  /// The name of its file without the extension, such as `sp500-daily`.
  public let name: String
  /// What it is, in a few words.
  public let title: String
  /// Where its CSV file is.
  public let path: String
  /// What its rows are.
  public let kind: Kind
  /// The unit of its values.
  public let unit: String
  /// What its times mean: trading days of a place, or UTC.
  public let clock: String
  /// Its columns, in the order of the file.
  public let columns: [String]
  /// How often there is a row, such as `day`.
  public let frequency: String
  /// The first time it covers.
  public let from: String
  /// The last time it covers.
  public let to: String
  /// Data rows, the header not counted.
  public let rows: Int
  /// SHA-256 of the file, as 64 hexadecimal digits.
  public let sha256: String
  /// The package it was taken from.
  public let package: Package
  /// The licence of the package, as an SPDX identifier.
  public let licence: String
  /// Who owns the values.
  public let owner: String
  /// What was changed on the way from the package.
  public let changes: [String]
  /// What is known to be wrong with it.
  public let flaws: [String]
  /// What users of the data must know.
  public let notice: String

  /// What the rows of a data set are.
  public enum Kind: String, Sendable, CaseIterable {
    /// Open, high, low and close of a span of time.
    case bars
    /// One closing price or index level a day.
    case closes
    /// Yields, one column for each maturity; empty where there was none.
    case curve
    /// Returns, one column for each asset; not prices.
    case returns
  }

  /// A package of a public registry.
  public struct Package: Sendable, Equatable {
    /// The registry, such as `PyPI`.
    public let registry: String
    /// The package's name there.
    public let name: String
    /// The version the data were taken from.
    public let version: String
    /// The file name of its archive.
    public let archive: String
    /// SHA-256 of the archive.
    public let sha256: String
    /// Its page in the registry.
    public let link: String
    /// The files inside that were used.
    public let files: [File]
  }

  /// A file inside a package.
  public struct File: Sendable, Equatable {
    /// Its path inside the package.
    public let path: String
    /// SHA-256 of its bytes.
    public let sha256: String
  }

  /// Whether the file still is the one that its provenance describes.
  ///
  /// - Throws: ``FileError/missing(_:)`` when the file is not there, ``FileError/invalid(_:)`` when
  ///   its bytes differ.
  public func verify() throws(FileError) {
    var hash = SHA256()
    do throws(FileError) {
      try InputFile(path: path, name: path).read { hash.update($0) }
    } catch .missing {
      throw .missing(missing)
    }
    try require(hash.finish(), of: path)
  }

  private var missing: Problem {
    Problem(
      at: Place(path), "there is no such file", code: "missing-file",
      hint: "scripts/rebuild-datasets makes it (--write what ships, --also what does not)")
  }

  /// Throws unless `found`, the SHA-256 of the file displayed as `file`, is the one on record.
  func require(_ found: String, of file: String) throws(FileError) {
    guard found != sha256 else { return }
    throw .invalid([
      Problem(
        at: Place(file), "has SHA-256 \(found), its provenance says \(sha256)",
        code: "digest-differs",
        hint: "restore the file (scripts/rebuild-datasets --write makes it), or give changed data "
          + "another name")
    ])
  }
}
