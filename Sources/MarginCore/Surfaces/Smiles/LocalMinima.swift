/// Finds where a smooth function falls below zero.
struct LocalMinima {
  /// A point and the function's value there.
  typealias Point = (x: Double, value: Double)

  private let grid: [Double]
  private let tolerance: Double
  private let function: (Double) -> Double
  private let values: [Double]

  /// A search on the ascending `grid` for values below −`tolerance`.
  init(on grid: [Double], tolerance: Double, of function: @escaping (Double) -> Double) {
    (self.grid, self.tolerance, self.function) = (grid, tolerance, function)
    values = grid.map(function)
  }

  /// The worst point of each stretch where the function is negative, refined between grid points.
  ///
  /// A value that is not a number counts as negative, so that nothing undefined passes as sound.
  func negative() -> [Point] {
    let dips = grid.indices.filter { isSound(values[$0]) && isMinimum($0) }
    return (dips + worstOfStretches()).sorted().map(refined).filter { !isSound($0.value) }
  }

  private func isSound(_ value: Double) -> Bool { value >= -tolerance }

  private func isMinimum(_ i: Int) -> Bool {
    let left = i == 0 || values[i - 1] > values[i]
    let right = i == values.count - 1 || values[i + 1] >= values[i]
    return left && right
  }

  private func worstOfStretches() -> [Int] {
    let stretches = grid.indices.split { isSound(values[$0]) }
    return stretches.compactMap { stretch in
      stretch.first { values[$0].isNaN } ?? stretch.min { values[$0] < values[$1] }
    }
  }

  // 80 golden sections narrow the bracket by 2e-17.
  private func refined(_ i: Int) -> Point {
    let golden = 0.6180339887498949
    var (low, high) = (grid[max(0, i - 1)], grid[min(grid.count - 1, i + 1)])
    var best: Point = (grid[i], values[i])
    for _ in 0..<80 where high > low {
      let (x1, x2) = (high - golden * (high - low), low + golden * (high - low))
      let (y1, y2) = (function(x1), function(x2))
      if y1 < y2 { high = x2 } else { low = x1 }
      if min(y1, y2) < best.value { best = y1 < y2 ? (x1, y1) : (x2, y2) }
    }
    return best
  }
}
