/// A place among lines that only moves forward.
struct LinePosition {
  /// The number of the next line.
  private(set) var line = 0
  /// A line at or before it, and where that starts.
  private var known = (line: 0, start: 0)

  /// Moves behind a line without looking for it.
  mutating func pass(_ line: Int) { self.line = line + 1 }

  /// Moves behind a line and returns it.
  mutating func take(_ line: Int, of lines: CSVLines) -> CSVLines {
    while known.line < line { step(lines) }
    let bytes = lines.line(at: known.start)
    pass(line)
    return CSVLines(bytes, firstLine: lines.firstLine + line)
  }

  private mutating func step(_ lines: CSVLines) {
    known = (known.line + 1, known.start + lines.line(at: known.start).count)
  }
}
