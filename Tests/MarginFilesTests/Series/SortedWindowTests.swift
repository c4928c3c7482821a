import Testing

@testable import MarginFiles

/// A window that moves on against one that is sorted anew.
@Suite struct SortedWindowTests {
  /// Numbers with repetitions, from a linear congruential generator.
  static let numbers: [Double] = {
    var state: UInt64 = 7
    return (0..<400).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(Int(state >> 59) - 16) / 8
    }
  }()

  private func middle(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 0 ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
  }

  @Test(arguments: [1, 2, 7, 50])
  func slidingIsSortingAnew(size: Int) {
    var window = SortedWindow(Self.numbers[..<size])
    for start in 0..<(Self.numbers.count - size - 1) {
      let held = Array(Self.numbers[start..<(start + size)])
      let center = middle(held)
      #expect(window.median == center)
      #expect(window.middleDistance(from: center) == middle(held.map { abs($0 - center) }))
      window.slide(over: [Self.numbers[start]], to: [Self.numbers[start + size]])
    }
  }

  @Test func nothingHasItsMiddleAtZero() {
    let window = SortedWindow([])
    #expect(window.median == 0 && window.middleDistance(from: 0) == 0)
  }
}
