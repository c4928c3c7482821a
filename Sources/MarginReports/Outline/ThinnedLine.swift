import MarginCore

/// Fewer points that draw the same line, chosen while the points come.
///
/// Of a line with more points than `limit`, each bucket of neighbours keeps its smallest and its
/// largest finite value; the first and the last point are kept. A bucket without a finite value keeps
/// one point, which draws a gap. So the memory of a line has a bound, and since the number of points
/// is known before the first, the points kept do not depend on how they arrive.
struct ThinnedLine: Sendable {
  /// How many points the whole line has.
  let count: Int
  /// When the kept points are, ascending.
  private(set) var times: [Timestamp] = []
  /// The kept values.
  private(set) var values: [Double] = []

  private let buckets: Int?
  private var taken = 0
  private var bucket = (index: 0, end: 0)
  private var first: Point?
  private var (low, high): (Point?, Point?)

  private struct Point {
    let index: Int
    let time: Timestamp
    let value: Double
  }

  /// A line that will have `count` points, of which at most `limit` are kept, never fewer than 4.
  init(of count: Int, limit: Int) {
    self.count = count
    buckets = count > max(limit, 4) ? max(1, (limit - 2) / 2) : nil
    if let buckets { bucket.end = 1 + (count - 2) / buckets }
  }

  /// Adds the next point.
  mutating func append(_ value: Double, at time: Timestamp) {
    let point = Point(index: taken, time: time, value: value)
    taken += 1
    guard let buckets, point.index > 0, point.index < count - 1 else { return keep(point) }
    if first == nil { first = point }
    if value.isFinite {
      if low.map({ value < $0.value }) ?? true { low = point }
      if high.map({ value > $0.value }) ?? true { high = point }
    }
    if taken == bucket.end { endBucket(of: buckets) }
  }

  private mutating func endBucket(of buckets: Int) {
    if let low, let high {
      keep(low.index < high.index ? low : high)
      if low.index != high.index { keep(low.index < high.index ? high : low) }
    } else if let first {
      keep(first)
    }
    (first, low, high) = (nil, nil, nil)
    // A bucket of few points among many may be empty.
    while bucket.end <= taken, bucket.index + 1 < buckets {
      bucket.index += 1
      bucket.end = 1 + (count - 2) * (bucket.index + 1) / buckets
    }
  }

  private mutating func keep(_ point: Point) {
    times.append(point.time)
    values.append(point.value)
  }
}
