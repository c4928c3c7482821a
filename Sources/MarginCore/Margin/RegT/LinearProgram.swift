/// The least cost of x ≥ 0 with Ax = b, solved by the simplex method on a dense tableau.
///
/// The first columns, one for each row in its order, are the starting point: column r has 1 in row r
/// and nothing else. Every b is ≥ 0. The steepest column enters; after a run of steps that gain
/// nothing Bland's rule takes over, which cannot cycle. A cap on the steps guards against rounding:
/// what stands then is feasible, only not proven to be the least. Storage is kept from one programme to
/// the next.
struct LinearProgram {
  /// One variable: its cost per unit, and the first of its coefficients.
  private struct Column {
    let cost: Double
    let start: Int
  }

  private var columns: [Column] = []
  private var entries: [(row: Int, value: Double)] = []
  private var height = 0
  private var zero = 0.0
  /// Rows one after the other, b in the last place of each; the reduced costs are one row more.
  private var table: [Double] = []
  private var basis: [Int] = []
  private var idleSteps = 0
  /// The value of each variable in the answer.
  private(set) var values: [Double] = []

  private var width: Int { columns.count + 1 }

  /// Forgets the columns, for another programme.
  mutating func removeColumns() {
    columns.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }

  /// Starts the next variable, whose coefficients ``addEntry(row:_:)`` adds.
  mutating func addColumn(cost: Double) {
    columns.append(Column(cost: cost, start: entries.count))
  }

  /// A coefficient of the variable started last.
  mutating func addEntry(row: Int, _ value: Double) { entries.append((row, value)) }

  /// Finds the least-cost answer over rows with these right-hand sides.
  mutating func solve(_ bounds: [Double]) {
    fill(bounds)
    for _ in 0..<50 * (height + width) {
      guard let column = entering, let row = leaving(for: column) else { break }
      pivot(row, column)
    }
    values.set(0, count: columns.count)
    for (row, column) in basis.enumerated() { values[column] = table[row * width + width - 1] }
  }

  /// What one more unit of a row's b would cost.
  func price(ofRow row: Int) -> Double { columns[row].cost - table[height * width + row] }

  private mutating func fill(_ bounds: [Double]) {
    (height, idleSteps) = (bounds.count, 0)
    zero = 1e-12 * columns.reduce(0) { max($0, abs($1.cost)) }
    basis.removeAll(keepingCapacity: true)
    basis.append(contentsOf: bounds.indices)
    table.set(0, count: (height + 1) * width)
    for (row, bound) in bounds.enumerated() { table[row * width + width - 1] = bound }
    for index in columns.indices { enter(index) }
  }

  /// Reduced cost: the column's own less that of the starting columns it displaces.
  private mutating func enter(_ index: Int) {
    var reduced = columns[index].cost
    let end = index + 1 < columns.count ? columns[index + 1].start : entries.count
    for (row, value) in entries[columns[index].start..<end] {
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
    for i in row * width..<(row + 1) * width { table[i] *= scale }
    for other in 0...height where other != row { subtract(row, from: other, column) }
    basis[row] = column
  }

  private mutating func subtract(_ row: Int, from other: Int, _ column: Int) {
    let (width, factor) = (width, table[other * width + column])
    guard factor != 0 else { return }
    for i in 0..<width { table[other * width + i] -= factor * table[row * width + i] }
    table[other * width + column] = 0
    let bound = other * width + width - 1
    if other < height, table[bound] < 0 { table[bound] = 0 }
  }
}

extension [Double] {
  /// `count` times the same number in the storage that there is.
  fileprivate mutating func set(_ value: Double, count: Int) {
    removeAll(keepingCapacity: true)
    append(contentsOf: repeatElement(value, count: count))
  }
}
