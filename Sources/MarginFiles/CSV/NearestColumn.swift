/// The column whose name is most like `name`, if one is near enough to have been meant.
func nearestColumn(to name: String, among columns: [String]) -> String? {
  let wanted = Array(name.lowercased().prefix(64))
  let distances = columns.map { column in
    edits(from: wanted, to: Array(column.lowercased().prefix(64)))
  }
  guard let best = distances.min(), best <= max(1, wanted.count / 3) else { return nil }
  return distances.firstIndex(of: best).map { columns[$0] }
}

/// The least number of letters to insert, delete or replace (Levenshtein distance).
private func edits(from a: [Character], to b: [Character]) -> Int {
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let replaced = diagonal + (b[j] == letter ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
    }
  }
  return row[b.count]
}
