import MarginCore

/// Feeds the rows of a file to a collector: plain lines as columns of values, all others one by one.
///
/// A line of which something must be said, or whose values do not pass, is read once more as a row.
/// So a row means the same whichever way it comes, and the collector gets all in their order.
final class SeriesCutter {
  private let collector: SeriesCollector
  private let usesTwoCores: Bool
  private var cutter: (lines: LineCutter, check: SteadyRows)?

  init(_ collector: SeriesCollector, usesTwoCores: Bool) {
    (self.collector, self.usesTwoCores) = (collector, usesTwoCores)
  }

  func take(_ event: CSVEvent, _ reader: inout CSVReader) {
    guard case .lines(let lines) = event, let layout = reader.layout, layout.isOneToOne,
      collector.takesColumns
    else {
      return reader.handle(event, collector.take)
    }
    guard let rest = settled(lines, &reader), let (cutter, check) = prepared(reader, layout) else {
      return
    }
    for (part, parser) in cutter.cut(rest) {
      take(part, parser.columns(of: part, layout), parser.leftOut, check, &reader)
    }
  }

  /// Reads lines one by one until one shows how times are written; returns the rest.
  private func settled(_ lines: CSVLines, _ reader: inout CSVReader) -> CSVLines? {
    var rest: CSVLines? = lines
    while collector.steadyTime == nil, let (first, others) = rest?.split() {
      reader.take(first, collector.take)
      rest = others
    }
    return rest
  }

  private func prepared(
    _ reader: CSVReader, _ layout: CSVLayout
  ) -> (lines: LineCutter, check: SteadyRows)? {
    if let cutter { return cutter }
    guard let kinds = collector.columnKinds, let check = collector.steadyRows else { return nil }
    cutter = (LineCutter(kinds, reader, layout, usesTwoCores: usesTwoCores), check)
    return cutter
  }

  /// Hands over the rows of lines in their order: runs of values, and single rows between them.
  private func take(
    _ lines: CSVLines, _ columns: CSVColumns, _ leftOut: [Int], _ check: SteadyRows,
    _ reader: inout CSVReader
  ) {
    var (position, row) = (LinePosition(), 0)
    for stop in check.stops(columns, leftOut, knowsOthers: collector.knowsOtherSymbols) {
      let run = row..<(row + stop.line - position.line)
      append(columns, run, lines.firstLine + position.line, &reader)
      row = run.upperBound + (stop.hasValues ? 1 : 0)
      if stop.isRead {
        reader.take(position.take(stop.line, of: lines), collector.take)
      } else {
        position.pass(stop.line)
        reader.count(1)
      }
    }
    append(columns, row..<columns.count, lines.firstLine + position.line, &reader)
  }

  private func append(
    _ columns: CSVColumns, _ rows: Range<Int>, _ line: Int, _ reader: inout CSVReader
  ) {
    guard !rows.isEmpty else { return }
    reader.count(rows.count)
    collector.append(columns, rows, line: line)
  }
}
