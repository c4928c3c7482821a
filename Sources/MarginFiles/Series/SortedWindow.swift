/// Successive numbers in order of size, for the middle of a window that moves on.
struct SortedWindow {
  private var sorted: [Double]

  init(_ numbers: some Collection<Double>) { sorted = numbers.sorted() }

  /// Moves on: the numbers `old`, which it holds, go, and `new` ones come.
  mutating func slide(over old: some Collection<Double>, to new: some Collection<Double>) {
    var (gone, come) = (old.sorted()[...], new.sorted()[...])
    var next: [Double] = []
    next.reserveCapacity(sorted.count)
    for number in sorted {
      if number == gone.first {
        gone.removeFirst()
        continue
      }
      while let first = come.first, first < number {
        next.append(first)
        come.removeFirst()
      }
      next.append(number)
    }
    sorted = next + come
  }

  /// The middle of the numbers; 0 of none.
  var median: Double {
    let half = sorted.count / 2
    guard !sorted.isEmpty else { return 0 }
    return sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
  }

  /// The middle of the distances from `center`, which is the median; 0 of none.
  ///
  /// From the middle outwards the distances ascend on either side, so that they need no sorting.
  func middleDistance(from center: Double) -> Double {
    let half = sorted.count / 2
    var (below, above) = (half - 1, half)
    var (last, previous) = (0.0, 0.0)
    for _ in 0..<min(half + 1, sorted.count) {
      let down = below >= 0 ? (sorted[below] - center).magnitude : .infinity
      let up = above < sorted.count ? (sorted[above] - center).magnitude : .infinity
      previous = last
      last = min(down, up)
      if down <= up { below -= 1 } else { above += 1 }
    }
    return sorted.count.isMultiple(of: 2) ? (previous + last) / 2 : last
  }
}
