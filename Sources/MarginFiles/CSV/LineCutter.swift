import Dispatch
import MarginCore

/// Cuts plain lines into columns of values, half of the lines on each of two threads.
///
/// The halves are handed back in their order, so the result does not depend on the threads.
final class LineCutter {
  private let parsers: [ColumnParser]

  /// A cutter for the columns at `layout`'s positions, which must not repeat one.
  init(_ kinds: [ColumnKind], _ reader: CSVReader, _ layout: CSVLayout, usesTwoCores: Bool) {
    parsers = (0..<(usesTwoCores ? 2 : 1)).map { _ in
      ColumnParser(
        kinds, at: layout.positions, width: reader.columnCount,
        delimiter: reader.dialect.delimiter.rawValue)
    }
  }

  /// The lines in parts, each with the parser that holds its values until the next call.
  func cut(_ lines: CSVLines) -> [(lines: CSVLines, parser: ColumnParser)] {
    let parts = parts(of: lines)
    if parts.count > 1 {
      let work = ParallelWork(parts: parts, parsers: parsers)
      DispatchQueue.concurrentPerform(iterations: parts.count) { work.run($0) }
    } else {
      parsers[0].parse(lines)
    }
    return Array(zip(parts, parsers))
  }

  private func parts(of lines: CSVLines) -> [CSVLines] {
    guard parsers.count > 1, lines.bytes.count > 32 * 1024, let halves = lines.halves() else {
      return [lines]
    }
    return [halves.0, halves.1]
  }
}

/// Lines for as many parsers, none of which another touches.
private struct ParallelWork: @unchecked Sendable {
  let parts: [CSVLines]
  let parsers: [ColumnParser]

  func run(_ index: Int) { parsers[index].parse(parts[index]) }
}
