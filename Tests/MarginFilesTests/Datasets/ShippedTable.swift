import Foundation
import Testing

/// A data set of the repository as texts: its files hold no quoted fields.
struct ShippedTable {
  let header: [String]
  let rows: [[String]]

  /// The times, oldest first; ISO 8601 sorts as text.
  var times: [String] { rows.map { $0[0] } }

  init(_ name: String) throws {
    let text = try String(contentsOfFile: repositoryPath("datasets/\(name).csv"), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    header = try #require(lines.first)
    rows = Array(lines.dropFirst())
    #expect(rows.allSatisfy { $0.count == header.count })
  }

  /// The field of a column at a time; `nil` when there is no such row or column.
  func field(_ column: String, at time: String) -> String? {
    guard let index = header.firstIndex(of: column) else { return nil }
    return rows.first { $0[0] == time }?[index]
  }

  /// The numbers of a column; empty fields are left out.
  func numbers(_ column: String) -> [Double] {
    guard let index = header.firstIndex(of: column) else { return [] }
    return rows.compactMap { Double($0[index]) }
  }
}
