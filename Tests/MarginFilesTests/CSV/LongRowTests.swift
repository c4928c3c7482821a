import Foundation
import Testing

@testable import MarginFiles

/// Rows that do not end within four mebibytes.
@Suite struct LongRowTests {
  static let limit = CSVStream.longestRow

  private func problems(_ bytes: [UInt8]) throws -> [String] {
    try withFile(bytes) { path in
      do {
        _ = try readCSV(path, named: "x.csv", columns: ["a", "b"]) { _, _ in }
        return []
      } catch let error as FileError {
        return error.problems.map { "\($0)".split(separator: "\n").map(String.init)[0] }
      }
    }
  }

  @Test func aQuoteThatIsNeverClosedEndsTheReading() throws {
    let row = Array("1,2\n".utf8)
    let text =
      Array("a,b\n3,4\n5,\"".utf8) + (0..<(Self.limit / 2)).flatMap { _ in row } + Array("x\n".utf8)
    #expect(
      try problems(text) == [
        "x.csv:3:3: error: the row is longer than 4 MiB, in the value that begins here [row-too-long]"
      ])
  }

  @Test(arguments: [0, 1])
  func aRowOfTheLimitIsRead(more: Int) throws {
    let value = [UInt8](repeating: 0x37, count: Self.limit - 3 + more)
    let found = try problems(Array("a,b\n1,".utf8) + value + [lineFeed])
    #expect(found.map { $0.contains("[row-too-long]") } == (more == 0 ? [] : [true]))
  }

  /// However much more comes, the row is told once and nothing is kept of the rest.
  @Test func nothingIsReadBehindSuchARow() {
    var (stream, ended) = (CSVStream(), 0)
    let piece = [UInt8](repeating: 0x78, count: 256 * 1024)
    for _ in 0..<64 {
      piece.withUnsafeBufferPointer {
        stream.feed($0) { event in if case .longRow = event { ended += 1 } }
      }
    }
    #expect(ended == 1)
  }

  /// Of packed data nothing more is unpacked, however much they would come to.
  @Test func unpackingStopsWhenNoMoreIsWanted() throws {
    var pieces = 0
    try GzipTests.many.withUnsafeBytes { packed in
      try GzipStream().feed(packed) { _ in
        pieces += 1
        return false
      }
    }
    #expect(pieces == 1)
  }
}
