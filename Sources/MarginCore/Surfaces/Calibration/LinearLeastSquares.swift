/// Linear least squares by modified Gram–Schmidt, for a few unknowns.
enum LinearLeastSquares {
  /// The x that minimises |rows · x − targets|²; `nil` when the columns are not independent.
  ///
  /// Every row has as many entries as there are unknowns.
  static func solve(_ rows: [[Double]], _ targets: [Double]) -> [Double]? {
    var columns = (rows.first ?? []).indices.map { j in rows.map { $0[j] } } + [targets]
    let unknowns = columns.count - 1
    var triangle = Array(repeating: Array(repeating: 0.0, count: unknowns + 1), count: unknowns)
    for j in 0..<unknowns {
      let before = norm(rows.map { $0[j] })
      let length = norm(columns[j])
      guard length > 1e-14 * before, length.isFinite else { return nil }
      triangle[j][j] = length
      columns[j] = columns[j].map { $0 / length }
      for i in (j + 1)...unknowns { triangle[j][i] = remove(columns[j], from: &columns[i]) }
    }
    return backSubstituted(triangle)
  }

  /// Takes the part along the unit vector `axis` out of `vector`, and returns its length.
  private static func remove(_ axis: [Double], from vector: inout [Double]) -> Double {
    let length = zip(axis, vector).reduce(0) { $0 + $1.0 * $1.1 }
    for i in vector.indices { vector[i] -= length * axis[i] }
    return length
  }

  private static func norm(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  // The last entry of each row is the right-hand side.
  private static func backSubstituted(_ triangle: [[Double]]) -> [Double] {
    var solution = Array(repeating: 0.0, count: triangle.count)
    for i in triangle.indices.reversed() {
      let known = (i + 1..<triangle.count).reduce(0) { $0 + triangle[i][$1] * solution[$1] }
      solution[i] = (triangle[i][triangle.count] - known) / triangle[i][i]
    }
    return solution
  }
}
