/// Fewer points that draw the same line.
enum Downsampling {
  /// Indices into `values`, ascending, at most `limit` of them and never fewer than 4.
  ///
  /// Each bucket of neighbours keeps its smallest and its largest finite value; the first and the
  /// last point are kept. A bucket without a finite value keeps one point, which draws a gap.
  static func indices(of values: [Double], limit: Int) -> [Int] {
    guard values.count > max(limit, 4) else { return Array(values.indices) }
    let buckets = max(1, (limit - 2) / 2)
    let inner = 1..<values.count - 1
    let kept = (0..<buckets).flatMap { bucket in
      extremes(of: values, in: part(bucket, of: buckets, of: inner))
    }
    return [0] + kept + [values.count - 1]
  }

  private static func part(_ index: Int, of count: Int, of range: Range<Int>) -> Range<Int> {
    let start = range.lowerBound + range.count * index / count
    return start..<range.lowerBound + range.count * (index + 1) / count
  }

  private static func extremes(of values: [Double], in bucket: Range<Int>) -> [Int] {
    var (low, high): (Int?, Int?) = (nil, nil)
    for index in bucket where values[index].isFinite {
      if low.map({ values[index] < values[$0] }) ?? true { low = index }
      if high.map({ values[index] > values[$0] }) ?? true { high = index }
    }
    guard let low, let high else { return bucket.first.map { [$0] } ?? [] }
    return low == high ? [low] : [min(low, high), max(low, high)]
  }
}
