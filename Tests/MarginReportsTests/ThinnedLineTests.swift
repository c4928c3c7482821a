import MarginCore
import Testing

@testable import MarginReports

@Suite struct ThinnedLineTests {
  @Test func shortLinesKeepEveryPoint() {
    #expect(kept(of: [3, 1, 2], limit: 800) == [0, 1, 2])
    #expect(kept(of: [], limit: 800).isEmpty)
  }

  @Test func longLinesKeepTheirExtremesAndEnds() {
    var values = (0..<18_000).map { Double(($0 * 7919) % 1000) }
    (values[9_001], values[123]) = (5_000, -5_000)
    let kept = kept(of: values, limit: 800)
    #expect(kept.count <= 800)
    #expect(kept.contains(9_001) && kept.contains(123))
    #expect(kept.first == 0 && kept.last == 17_999)
    #expect(zip(kept, kept.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func everyBucketKeepsBothExtremes() {
    let values = (0..<1000).map { Double(($0 * 31) % 97) }
    let kept = kept(of: values, limit: 102)
    let inner = 1..<999
    for bucket in 0..<50 {
      let start = inner.lowerBound + inner.count * bucket / 50
      let range = start..<(inner.lowerBound + inner.count * (bucket + 1) / 50)
      let held = kept.filter(range.contains).map { values[$0] }
      #expect(held.max() == values[range].max())
      #expect(held.min() == values[range].min())
    }
  }

  @Test func missingStretchesKeepAGap() {
    let values = (0..<10_000).map { (3_000..<6_000).contains($0) ? Double.nan : 1 }
    let kept = kept(of: values, limit: 100)
    #expect(kept.contains { values[$0].isNaN })
    #expect(kept.contains { values[$0] == 1 })
  }

  /// The plain way to thin a line whose values are all at hand.
  @Test("Any length and limit", arguments: [1, 2, 4, 5, 6, 7, 100, 101, 399, 400, 401, 402, 5_003])
  func agreesWithThePlainWay(count: Int) {
    var values = (0..<count).map { Double(($0 * 7919) % 1009) }
    for gap in stride(from: 7, to: count, by: 41) { values[gap] = .nan }
    for limit in [0, 4, 5, 7, 100, 400, 800] {
      #expect(kept(of: values, limit: limit) == Self.plain(values, limit), "\(count) \(limit)")
    }
  }

  private func kept(of values: [Double], limit: Int) -> [Int] {
    var line = ThinnedLine(of: values.count, limit: limit)
    for (index, value) in values.enumerated() {
      line.append(value, at: Timestamp(microseconds: Int64(index)))
    }
    #expect(
      zip(line.times, line.values).allSatisfy {
        values[Int($0.microseconds)].bitPattern == $1.bitPattern
      })
    return line.times.map { Int($0.microseconds) }
  }

  private static func plain(_ values: [Double], _ limit: Int) -> [Int] {
    guard values.count > max(limit, 4) else { return Array(values.indices) }
    let (buckets, inner) = (max(1, (limit - 2) / 2), values.count - 2)
    let kept = (0..<buckets).flatMap { (bucket: Int) -> [Int] in
      let start = 1 + inner * bucket / buckets
      let range = start..<(1 + inner * (bucket + 1) / buckets)
      let finite = range.filter { values[$0].isFinite }
      guard let low = finite.min(by: { values[$0] < values[$1] }),
        let high = finite.max(by: { values[$0] < values[$1] })
      else { return Array(range.prefix(1)) }
      return low == high ? [low] : [min(low, high), max(low, high)]
    }
    return [0] + kept + [values.count - 1]
  }
}
