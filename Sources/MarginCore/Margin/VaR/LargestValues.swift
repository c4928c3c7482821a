extension [Double] {
  /// The `count` largest values, ascending.
  ///
  /// One pass keeps the values above the smallest of the `count` largest so far, and parts with the rest
  /// by partition (Hoare, "Algorithm 65: FIND", 1961) whenever twice as many are kept: sorting all
  /// would cost more than pricing them. Where one is not a number none of the results is.
  func largest(_ count: Int) -> [Double] {
    guard count > 0 else { return [] }
    guard count < self.count else { return sorted() }
    let room = 2 * count + 64
    var (kept, least) = ([Double](), -Double.infinity)
    kept.reserveCapacity(room)
    for value in self where kept.count < count || !(value <= least) {
      guard !value.isNaN else { return [Double](repeating: .nan, count: count) }
      kept.append(value)
      guard kept.count == room else { continue }
      kept.partition(at: room - count)
      kept.removeFirst(room - count)
      least = kept.first ?? least
    }
    return Array(kept.sorted().suffix(count))
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
