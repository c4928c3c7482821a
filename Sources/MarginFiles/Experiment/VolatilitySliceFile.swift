internal import MarginCore

/// The smiles of one moment.
struct DatedSlices {
  let time: Timestamp
  let surface: SVISlices
}

/// The columns of a smile file beside its time.
enum SliceColumns {
  static let names = ["years", "a", "b", "rho", "m", "sigma"]
}

extension SVISlices.Slice {
  /// A smile from values in the order of ``SliceColumns``.
  init(_ values: [Double]) {
    self.init(
      years: values[0],
      smile: RawSVI(a: values[1], b: values[2], rho: values[3], m: values[4], sigma: values[5]))
  }
}

/// Reads raw SVI smiles: one row for each moment and time to expiry, moments in ascending order.
///
/// - Throws: ``FileError`` with every problem of the file; arbitrage is one.
func readSlices(
  _ path: String, named name: String, time: String
) throws(FileError) -> (series: [DatedSlices], digest: FileDigest) {
  var collector = SliceCollector()
  let digest = try readCSV(path, named: name, columns: [time] + SliceColumns.names) {
    collector.take($0, &$1)
  }
  let series = try collector.finish()
  return (series, digest)
}

/// Gathers the rows of a smile file by their moment.
private struct SliceCollector {
  private typealias Group = (time: Timestamp, place: Place, slices: [SVISlices.Slice])
  private var groups: [Group] = []

  mutating func take(_ row: CSVRow, _ problems: inout ProblemLog) {
    let time = row.time(0, problems: &problems)
    var values: [Double] = []
    for (i, bounds) in SliceBounds.all.enumerated() {
      guard let value = row.number(i + 1, problems: &problems) else { continue }
      if !bounds.contains(value) { problems.add(row.outside(i + 1, bounds)) }
      values.append(value)
    }
    guard let time, values.count == SliceColumns.names.count else { return }
    append(time, SVISlices.Slice(values), row, &problems)
  }

  private mutating func append(
    _ time: Timestamp, _ slice: SVISlices.Slice, _ row: CSVRow, _ problems: inout ProblemLog
  ) {
    if let last = groups.last, last.time == time {
      return groups[groups.count - 1].slices.append(slice)
    }
    if let last = groups.last, last.time > time { problems.add(row.disorder(time, last.time)) }
    groups.append((time, row.place(0), [slice]))
  }

  func finish() throws(FileError) -> [DatedSlices] {
    var (series, problems) = ([DatedSlices](), [Problem]())
    for group in groups {
      do throws(SurfaceArbitrage) {
        series.append(DatedSlices(time: group.time, surface: try SVISlices(group.slices)))
      } catch {
        problems += error.problems.map { $0.problem(at: group.place) }
      }
    }
    guard problems.isEmpty else { throw .invalid(problems) }
    return series
  }
}

extension CSVRow {
  fileprivate func outside(_ field: Int, _ bounds: Bounds) -> Problem {
    Problem(
      at: place(field), "\(name(field)) \(text(field)) is out of range", code: "out-of-range",
      hint: "it must be \(bounds.words)")
  }

  fileprivate func disorder(_ time: Timestamp, _ last: Timestamp) -> Problem {
    Problem(
      at: place(0), "\(time) is earlier than \(last) in the row before", code: "disorder",
      hint: "put the rows in ascending order of time; rows of one time stand together")
  }
}
