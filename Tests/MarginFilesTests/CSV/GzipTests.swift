import Foundation
import MarginFiles
import Testing

/// Files compressed with gzip.
///
/// The members were made by Python's `gzip.compress(…, 9, mtime=0)`.
@Suite struct GzipTests {
  /// `a,b\n1,x\n2,`.
  static let begun = bytes(
    "H4sIAAAAAAACA0vUSeIy1KngMtIBAD2tdzgKAAAA")
  /// `y\n`.
  static let rest = bytes("H4sIAAAAAAACA6vkAgBeOfFfAgAAAA==")
  /// A hundred thousand rows `1,x`: more than one piece of text.
  static let many = bytes(
    "H4sIAAAAAAACA+3DMQ0AAAgDsB8tPHM3+ajga5NmO1FVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV"
      + "VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV"
      + "VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV"
      + "VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV"
      + "VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV"
      + "VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV"
      + "VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVdXnB0wFY2yAGgYA")

  @Test(arguments: ["x.csv", "x.csv.gz"], [[], [0, 0, 0]])
  func membersMakeOneText(name: String, padding: [UInt8]) throws {
    #expect(try rows(Self.begun + Self.rest + padding, named: name) == ["1x", "2y"])
  }

  @Test func longTextsComeWhole() throws {
    let copies = 3
    let found = try rows(
      Self.begun + Self.rest + Array(repeatElement(Self.many, count: copies).joined()))
    #expect(found.count == 2 + copies * 100_000)
    #expect(found.dropFirst(2).allSatisfy { $0 == "1x" })
  }

  @Test func theDigestIsThatOfTheFileAsItIs() throws {
    let packed = Self.begun + Self.rest
    let digest = try withFile(packed) {
      try readCSV($0, named: "x", columns: ["a"]) { _, _ in }
    }
    #expect(digest.sha256 == SHA256.hexadecimal(of: packed) && digest.rows == 2)
  }

  /// Every place to break off but the end of a member, whose text is a whole file.
  @Test func brokenOffFilesAreRefused() throws {
    let packed = Self.begun + Self.rest
    for count in 2..<packed.count where count != Self.begun.count {
      let codes = try problems(Array(packed[..<count])).map(\.code)
      #expect(codes.last == "truncated-gzip" || codes.first == "truncated-gzip", "\(count)")
    }
  }

  /// Flipping a bit of the text, the checksum or the length is always found.
  @Test func damagedFilesAreRefused() throws {
    for index in 10..<Self.begun.count {
      var damaged = Self.begun
      damaged[index] ^= 0x01
      let codes = Set(try problems(damaged).map(\.code))
      #expect(!codes.isDisjoint(with: ["corrupt-gzip", "truncated-gzip"]), "\(index)")
    }
    #expect(try problems(Self.begun + [1, 2]).map(\.code) == ["corrupt-gzip"])
  }

  @Test func aNameThatPromisesGzipIsHeldToIt() throws {
    #expect(try problems(Array("a,b\n1,2\n".utf8), named: "x.gz").map(\.code) == ["corrupt-gzip"])
    #expect(try problems([], named: "x.gz").map(\.code) == ["truncated-gzip"])
  }

  @Test func problemsSayWhereInTheText() throws {
    let found = try withFile(Self.begun + Self.rest) { checkPrices($0, named: "x.csv") }
    #expect(found.first?.place == Place("x.csv", line: 1))
  }

  private func problems(_ bytes: [UInt8], named name: String = "x.csv") throws -> [Problem] {
    do {
      _ = try rows(bytes, named: name)
      return []
    } catch let error as FileError {
      return error.problems
    }
  }

  private func rows(_ bytes: [UInt8], named name: String = "x.csv") throws -> [String] {
    var found: [String] = []
    try withFolder { folder in
      let path = folder + "/" + name
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      _ = try readCSV(path, named: name, columns: ["a", "b"]) { row, _ in
        found.append(row.text(0) + row.text(1))
      }
    }
    return found
  }

  private static func bytes(_ base64: String) -> [UInt8] {
    Data(base64Encoded: base64).map(Array.init) ?? []
  }
}
