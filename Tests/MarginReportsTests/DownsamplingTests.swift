import Testing

@testable import MarginReports

@Suite struct DownsamplingTests {
  @Test func shortLinesKeepEveryPoint() {
    #expect(Downsampling.indices(of: [3, 1, 2], limit: 800) == [0, 1, 2])
    #expect(Downsampling.indices(of: [], limit: 800).isEmpty)
  }

  @Test func longLinesKeepTheirExtremesAndEnds() {
    var values = (0..<18_000).map { Double(($0 * 7919) % 1000) }
    (values[9_001], values[123]) = (5_000, -5_000)
    let kept = Downsampling.indices(of: values, limit: 800)
    #expect(kept.count <= 800)
    #expect(kept.contains(9_001) && kept.contains(123))
    #expect(kept.first == 0 && kept.last == 17_999)
    #expect(zip(kept, kept.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func everyBucketKeepsBothExtremes() {
    let values = (0..<1000).map { Double(($0 * 31) % 97) }
    let kept = Downsampling.indices(of: values, limit: 102)
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
    let kept = Downsampling.indices(of: values, limit: 100)
    #expect(kept.contains { values[$0].isNaN })
    #expect(kept.contains { values[$0] == 1 })
  }
}
