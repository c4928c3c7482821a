/// Reads a CSV file strictly, and hands over the wanted fields of its rows.
///
/// RFC 4180, or the dialect declared, in UTF-8, with or without byte order mark; lines end with LF,
/// CRLF or CR. A header is required; columns may stand in any order, and others are ignored. Every
/// problem is collected, so that a file can be put right in one go; nothing is skipped undeclared.
///
/// - Parameters:
///   - path: The file; `-` for standard input.
///   - displayName: What problems call the file.
///   - dialect: How the file departs from RFC 4180.
///   - columns: The wanted columns; ``CSVRow`` numbers its fields in this order.
///   - visit: Called for every row that is whole; problems it adds are collected with the others.
/// - Returns: The digest of the bytes read, and the number of data rows.
public func readCSV(
  _ path: String, named displayName: String, dialect: CSVDialect = CSVDialect(),
  columns: [String], visit: (CSVRow, inout ProblemLog) -> Void
) throws(FileError) -> FileDigest {
  var reader = CSVReader(name: displayName, dialect: dialect) { header, problems in
    header.positions(of: columns, problems: &problems)
  }
  return try reader.read(path, visit: visit)
}

/// One reading of one file.
struct CSVReader {
  /// The problems found so far.
  var problems = ProblemLog()

  let name: String
  let dialect: CSVDialect
  private let choose: (CSVHeader, inout ProblemLog) -> [Int]?
  private(set) var layout: CSVLayout?
  private(set) var columnCount = 0
  private(set) var rows = 0
  /// Cuts plain lines; the stream has one of its own for the others.
  private var parser: CSVParser?
  private var hasHeader = false
  /// Whether nothing more is read, because of damaged data or a row without end.
  private var isEnded = false
  private var blankLines: (first: Int, count: Int)?

  /// Whether the header was found good, so that rows were handed over.
  var hasLayout: Bool { layout != nil }

  /// A reading in which `choose` finds the positions of the wanted columns.
  init(
    name: String, dialect: CSVDialect = CSVDialect(),
    choose: @escaping (CSVHeader, inout ProblemLog) -> [Int]?
  ) {
    (self.name, self.dialect, self.choose) = (name, dialect, choose)
  }

  /// Reads the file to its end; throws every problem found.
  mutating func read(
    _ path: String, visit: (CSVRow, inout ProblemLog) -> Void,
    end: (inout ProblemLog) -> Void = { _ in }
  ) throws(FileError) -> FileDigest {
    try scan(path, { $1.handle($0, visit) }, end)
  }

  /// Reads the file to its end, leaving what it finds to `handle`; throws every problem found.
  mutating func scan(
    _ path: String, _ handle: (CSVEvent, inout CSVReader) -> Void,
    _ end: (inout ProblemLog) -> Void
  ) throws(FileError) -> FileDigest {
    var stream = CSVStream(dialect)
    var source = TextSource(path: path)
    var hash = SHA256()
    try InputFile(path: path, name: name).readPieces { bytes in
      hash.update(bytes)
      do throws(GzipStream.Failure) {
        try source.feed(bytes) { text in
          stream.feed(text.bindMemory(to: UInt8.self)) { handle($0, &self) }
          return !isEnded
        }
      } catch {
        fail(error)
      }
      return !isEnded
    }
    finish(source)
    finish(stream, handle)
    end(&problems)
    guard problems.count == 0 else { throw .invalid(problems.all(of: name)) }
    return FileDigest(path: name, sha256: hash.finish(), rows: rows)
  }

  private mutating func finish(_ source: TextSource) {
    guard !isEnded else { return }
    do throws(GzipStream.Failure) {
      try source.finish()
    } catch {
      fail(error)
    }
  }

  /// After a failure nothing more is unpacked.
  private mutating func fail(_ error: GzipStream.Failure) {
    isEnded = true
    problems.add(gzipProblem(error))
  }

  /// Ends the rows; where the text broke off, nothing is said of its last row.
  private mutating func finish(
    _ stream: consuming CSVStream, _ handle: (CSVEvent, inout CSVReader) -> Void
  ) {
    guard !isEnded else { return }
    stream.finish { handle($0, &self) }
    checkRows()
  }

  /// Takes in what the stream found, rows one by one.
  mutating func handle(_ event: CSVEvent, _ visit: (CSVRow, inout ProblemLog) -> Void) {
    if hasHeader, layout == nil { return }
    switch event {
    case .lines(let lines): take(lines, visit)
    case .row(let record): take(record, visit)
    case .blankLine(let line):
      blankLines = (blankLines?.first ?? line, (blankLines?.count ?? 0) + 1)
    case .malformedQuote(let record): refuse(record, malformedQuote(record))
    case .longRow(let record):
      refuse(record, longRow(record))
      isEnded = true
    case .unterminatedQuote(let record): refuse(record, unterminatedQuote(record))
    }
  }

  /// Takes in plain lines row by row.
  mutating func take(_ lines: CSVLines, _ visit: (CSVRow, inout ProblemLog) -> Void) {
    let parser = parser ?? CSVParser(delimiter: dialect.delimiter.rawValue)
    self.parser = parser
    parser.rows(in: lines) { take($0, visit) }
  }

  /// Counts rows that have been taken in otherwise.
  mutating func count(_ more: Int) {
    reportBlankLines()
    rows += more
  }

  private mutating func take(
    _ record: CSVRecord, _ visit: (CSVRow, inout ProblemLog) -> Void
  ) {
    reportBlankLines()
    if !record.isPlain, let problem = encodingProblem(record) { return refuse(record, problem) }
    if !hasHeader, takeHeader(record) { return }
    rows += 1
    guard let layout else { return }
    guard record.count == columnCount else { return problems.add(fieldCount(record)) }
    visit(CSVRow(record: record, layout: layout), &problems)
  }

  /// Settles the columns; false when `record` is data, as the names of the columns are declared.
  private mutating func takeHeader(_ record: CSVRecord) -> Bool {
    hasHeader = true
    let header = dialect.columnNames.map { CSVHeader(names: $0, file: name) }
    let names = header ?? CSVHeader(record, file: name)
    columnCount = names.names.count
    layout = choose(names, &problems).map { CSVLayout(names, positions: $0) }
    return header == nil
  }

  /// A row that cannot be read counts as one; a header that cannot be read ends the reading.
  private mutating func refuse(_ record: CSVRecord, _ problem: Problem) {
    reportBlankLines()
    problems.add(problem)
    if hasHeader { rows += 1 }
    hasHeader = true
  }

  /// Blank lines are harmless at the end of a file only.
  private mutating func reportBlankLines() {
    guard let blank = blankLines else { return }
    blankLines = nil
    problems.add(blankLine(blank.first, count: blank.count))
  }

  private mutating func checkRows() {
    if !hasHeader { problems.add(emptyFile) }
    if layout != nil, rows == 0 { problems.add(noRows) }
  }
}
