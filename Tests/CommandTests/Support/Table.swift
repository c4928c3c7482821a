/// A CSV file without quoted fields.
struct Table {
  let header: [String]
  let rows: [[String]]

  init(_ text: String) {
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    (header, rows) = (lines.first ?? [], Array(lines.dropFirst()))
  }

  /// The field of `row` in the column called `name`; empty when there is none.
  func text(_ name: String, _ row: [String]) -> String {
    header.firstIndex(of: name).flatMap { row.indices.contains($0) ? row[$0] : nil } ?? ""
  }

  /// The number of `row` in the column called `name`; NaN when there is none.
  func number(_ name: String, _ row: [String]) -> Double { Double(text(name, row)) ?? .nan }

  /// The rows whose column `name` has `value`.
  func rows(where name: String, is value: String) -> [[String]] {
    rows.filter { text(name, $0) == value }
  }
}
