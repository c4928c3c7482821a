extension [Double] {
  /// The `count` largest values, ascending.
  ///
  /// Few of many are found by partition (Hoare, "Algorithm 65: FIND", 1961) in time proportional to
  /// the number of values, where sorting all would cost more than pricing them.
  func largest(_ count: Int) -> [Double] {
    let first = Swift.max(0, self.count - count)
    guard self.count > 64, first > 0 else { return Array(sorted().dropFirst(first)) }
    var values = self
    values.partition(at: first)
    return values[first...].sorted()
  }

  /// Moves values so that none before `place` is above and none after it below the one there.
  private mutating func partition(at place: Int) {
    var (low, high) = (0, count - 1)
    while low < high {
      let (left, right) = split(low, high, around: self[place])
      if right < place { low = left }
      if place < left { high = right }
    }
  }

  private mutating func split(_ low: Int, _ high: Int, around pivot: Double) -> (Int, Int) {
    var (left, right) = (low, high)
    while left <= right {
      while self[left] < pivot { left += 1 }
      while pivot < self[right] { right -= 1 }
      guard left <= right else { break }
      swapAt(left, right)
      (left, right) = (left + 1, right - 1)
    }
    return (left, right)
  }
}
