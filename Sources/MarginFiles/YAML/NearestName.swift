/// The candidate that `name` was probably meant to be, if one is near enough.
func nearestName(to name: String, among candidates: [String]) -> String? {
  let wanted = Array(name.lowercased().prefix(64))
  let distances = candidates.map { editDistance(wanted, Array($0.lowercased())) }
  guard let least = distances.min(), least <= max(1, wanted.count / 3) else { return nil }
  return distances.firstIndex(of: least).map { candidates[$0] }
}

/// A hint that names the nearest candidate, or all of them.
func hint(for name: String, among candidates: [String]) -> String {
  if let nearest = nearestName(to: name, among: candidates) { return "did you mean `\(nearest)`?" }
  return candidates.isEmpty
    ? "nothing may stand here" : "known here: \(candidates.joined(separator: ", "))"
}

/// The least number of letters to insert, delete, replace or exchange with a neighbour.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var (before, last) = ([Int](), Array(0...b.count))
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
      let isExchanged = i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j]
      let exchanged = isExchanged ? before[j - 1] + 1 : replaced
      row.append(min(replaced, exchanged, last[j + 1] + 1, row[j] + 1))
    }
    (before, last) = (last, row)
  }
  return last[b.count]
}
