/// The least cost of x ≥ 0 with Ax = b, solved by the simplex method on a dense tableau.
///
/// The first columns, one for each row in its order, are the starting point: column r has 1 in row r
/// and nothing else. Every b is ≥ 0. The steepest column enters; after a run of steps that gain
/// nothing Bland's rule takes over, which cannot cycle. A cap on the steps guards against rounding:
/// what stands then is feasible, only not proven to be the least.
struct LinearProgram {
  /// One variable: its cost per unit, and its coefficients by row.
  struct Column {
    let cost: Double
    let entries: [(row: Int, value: Double)]
  }

  /// The value of each variable, and what one more unit of each row's b would cost.
  struct Solution {
    let values: [Double]
    let rowPrices: [Double]
  }

  private let columns: [Column]
  private let height: Int
  private let width: Int
  private let zero: Double
  /// Rows one after the other, b in the last place of each; the reduced costs are one row more.
  private var table: [Double]
  private var basis: [Int]
  private var idleSteps = 0

  /// The least-cost answer for columns over rows with these right-hand sides.
  static func solve(_ bounds: [Double], _ columns: [Column]) -> Solution {
    var program = LinearProgram(bounds, columns)
    for _ in 0..<50 * (program.height + program.width) {
      guard let column = program.entering, let row = program.leaving(for: column) else { break }
      program.pivot(row, column)
    }
    return program.solution
  }

  private init(_ bounds: [Double], _ columns: [Column]) {
    self.columns = columns
    (height, width) = (bounds.count, columns.count + 1)
    zero = 1e-12 * (columns.map { abs($0.cost) }.max() ?? 0)
    basis = Array(bounds.indices)
    table = [Double](repeating: 0, count: (bounds.count + 1) * (columns.count + 1))
    for (row, bound) in bounds.enumerated() { table[row * width + width - 1] = bound }
    for (index, column) in columns.enumerated() { enter(column, at: index) }
  }

  /// Reduced cost: the column's own less that of the starting columns it displaces.
  private mutating func enter(_ column: Column, at index: Int) {
    var reduced = column.cost
    for (row, value) in column.entries {
      table[row * width + index] += value
      reduced -= columns[row].cost * value
    }
    table[height * width + index] = index < height ? 0 : reduced
  }

  private var entering: Int? {
    let reduced = table[(height * width)..<(height * width + width - 1)]
    let chosen =
      idleSteps > height
      ? reduced.firstIndex { $0 < -zero } : reduced.indices.min { reduced[$0] < reduced[$1] }
    guard let chosen, reduced[chosen] < -zero else { return nil }
    return chosen - height * width
  }

  private func leaving(for column: Int) -> Int? {
    var best: (row: Int, ratio: Double)?
    for row in 0..<height where table[row * width + column] > 1e-9 {
      let ratio = table[row * width + width - 1] / table[row * width + column]
      guard let known = best else {
        best = (row, ratio)
        continue
      }
      if ratio < known.ratio || (ratio == known.ratio && basis[row] < basis[known.row]) {
        best = (row, ratio)
      }
    }
    return best?.row
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    idleSteps = table[row * width + width - 1] > 0 ? 0 : idleSteps + 1
    let scale = 1 / table[row * width + column]
    for i in 0..<width { table[row * width + i] *= scale }
    for other in 0...height where other != row { subtract(row, from: other, column) }
    basis[row] = column
  }

  private mutating func subtract(_ row: Int, from other: Int, _ column: Int) {
    let factor = table[other * width + column]
    guard factor != 0 else { return }
    for i in 0..<width { table[other * width + i] -= factor * table[row * width + i] }
    table[other * width + column] = 0
    let bound = other * width + width - 1
    if other < height, table[bound] < 0 { table[bound] = 0 }
  }

  private var solution: Solution {
    var values = [Double](repeating: 0, count: columns.count)
    for (row, column) in basis.enumerated() { values[column] = table[row * width + width - 1] }
    let prices = (0..<height).map { columns[$0].cost - table[height * width + $0] }
    return Solution(values: values, rowPrices: prices)
  }
}
