import Foundation
import SwiftCSV

/// Reads the bars of a CSV file with SwiftCSV and `Double`, once per line of standard input.
@main
struct SwiftCSVPeer {
  static func main() throws {
    let url = URL(fileURLWithPath: CommandLine.arguments[1])
    say("ready")
    while readLine() != nil {
      let start = (DispatchTime.now().uptimeNanoseconds, clock())
      var closes = 0.0
      let file = try CSV<Enumerated>(url: url, loadColumns: false)
      var columns: [[Double]] = Array(repeating: [], count: 5)
      for row in file.rows {
        for index in 0..<5 { columns[index].append(Double(row[index + 1]) ?? .nan) }
      }
      for value in columns[3] { closes += value }
      let wall = Double(DispatchTime.now().uptimeNanoseconds - start.0) / 1e9
      say("\(wall) \(Double(clock() - start.1) / Double(CLOCKS_PER_SEC)) \(closes)")
    }
  }

  static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
