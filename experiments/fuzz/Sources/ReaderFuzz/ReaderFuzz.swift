import Foundation

@testable import MarginFiles

/// Feeds the readers inputs that are wrong in every way, and checks what must hold of any.
///
///     ReaderFuzz COUNT [SEED]                 the readers of CSV, numbers, times and gzip
///     ReaderFuzz experiments COUNT [SEED]     the YAML loaders; run from the repository's root
///
/// Input n of a seed is always the same, so that the number printed of one that fails finds it again.
/// Built with the address sanitizer (`make fuzz`); a thousand inputs that take ten minutes end it.
@main
struct ReaderFuzz {
  static func main() {
    var words = CommandLine.arguments.dropFirst()
    let isOfExperiments = words.first == "experiments"
    if isOfExperiments { words = words.dropFirst() }
    let count = words.first.flatMap(Int.init) ?? 1_000_000
    let seed = words.dropFirst().first.flatMap(UInt64.init) ?? 1
    if isOfExperiments {
      var loaders = ExperimentFuzz()
      search(count, seed, pause: 10_000) { loaders.fault(in: &$0) }
      print("\(loaders.accepted) of them were experiments that can be run")
    } else {
      search(count, seed, pause: 1_000_000, for: fault)
    }
  }

  /// Tries inputs until one has a fault; says how far it is now and then.
  private static func search(
    _ count: Int, _ seed: UInt64, pause: Int, for fault: (inout FuzzInput) -> String?
  ) {
    for number in 0..<count {
      if number % 1_000 == 0 { alarm(600) }
      if number % pause == 0 { print("\(number) inputs") }
      var input = FuzzInput(seed: seed, number: UInt64(number))
      guard let fault = fault(&input) else { continue }
      print("input \(number) of seed \(seed): \(fault)")
      exit(1)
    }
    print("\(count) inputs of seed \(seed): no fault")
  }

  private static func fault(in input: inout FuzzInput) -> String? {
    switch input.choose(8) {
    case 0...4: csvFault(&input)
    case 5: decimalFault(&input)
    case 6: timeFault(&input)
    default: gzipFault(&input)
    }
  }

  /// How the bytes are cut into pieces must not change what is read.
  private static func csvFault(_ input: inout FuzzInput) -> String? {
    let dialect = CSVDialect(
      delimiter: CSVDialect.Delimiter.allCases[input.choose(3)],
      commentPrefix: [nil, "#", "//", "\""][input.choose(4)], preambleLines: input.choose(8) / 6)
    let bytes = input.bytes(from: csvParts, upTo: 60)
    let whole = events(bytes, pieces: max(1, bytes.count), dialect)
    let size = 1 + input.choose(9)
    guard events(bytes, pieces: size, dialect) != whole else { return nil }
    return
      "\(dialect) pieces of \(size) differ: \(String(decoding: bytes, as: UTF8.self).debugDescription)"
  }

  private static func events(
    _ bytes: [UInt8], pieces size: Int, _ dialect: CSVDialect
  ) -> [String] {
    var stream = CSVStream(dialect)
    let parser = CSVParser(delimiter: dialect.delimiter.rawValue)
    var found: [String] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      bytes[start..<min(start + size, bytes.count)].withUnsafeBufferPointer { piece in
        stream.feed(piece) { event in
          guard case .lines(let lines) = event else { return found.append(text(event)) }
          parser.rows(in: lines) { found.append(text(.row($0))) }
        }
      }
    }
    stream.finish { found.append(text($0)) }
    return found
  }

  private static func text(_ event: CSVEvent) -> String {
    switch event {
    case .lines: ""
    case .row(let row): "\(row.line) \(row.strings) \(row.position(ofField: row.count - 1))"
    case .blankLine(let line): "\(line) blank"
    case .malformedQuote(let row): "\(row.line) malformed \(row.strings)"
    case .longRow(let row): "\(row.line) long"
    case .unterminatedQuote(let row): "\(row.line) unterminated \(row.strings)"
    }
  }

  /// Every number read is the double that C reads.
  private static func decimalFault(_ input: inout FuzzInput) -> String? {
    let bytes = input.bytes(from: decimalParts, upTo: 24)
    guard let value = bytes.withUnsafeBufferPointer(decimalNumber) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return value.bitPattern == strtod(text, nil).bitPattern ? nil : "\(text) is read as \(value)"
  }

  /// A day remembered does not change what is read.
  private static func timeFault(_ input: inout FuzzInput) -> String? {
    var day = KnownDay()
    for _ in 0..<4 {
      let bytes = input.bytes(from: timeParts, upTo: 20)
      let isSame = bytes.withUnsafeBufferPointer { day.timestamp($0) == timestamp($0) }
      if !isSame { return String(decoding: bytes, as: UTF8.self) }
    }
    return nil
  }

  /// Damaged gzip is refused or unpacked, in any pieces to the same end.
  private static func gzipFault(_ input: inout FuzzInput) -> String? {
    var bytes = gzipSeed
    for _ in 0..<input.choose(4) { bytes[input.choose(bytes.count)] = UInt8(input.choose(256)) }
    bytes = Array(bytes.prefix(input.choose(2 * bytes.count)))
    let whole = unpacked(bytes, pieces: max(1, bytes.count))
    return unpacked(bytes, pieces: 1 + input.choose(5)) == whole ? nil : "\(bytes)"
  }

  private static func unpacked(_ bytes: [UInt8], pieces size: Int) -> [UInt8]? {
    let stream = GzipStream()
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      let piece = Array(bytes[start..<min(start + size, bytes.count)])
      guard piece.withUnsafeBytes({ isFed(stream, $0, &text) }) else { return nil }
    }
    do {
      try stream.finish()
      return text
    } catch {
      return nil
    }
  }

  private static func isFed(
    _ stream: GzipStream, _ piece: UnsafeRawBufferPointer, _ text: inout [UInt8]
  ) -> Bool {
    do {
      try stream.feed(piece) {
        text.append(contentsOf: $0)
        return true
      }
      return true
    } catch {
      return false
    }
  }
}

private let csvParts: [[UInt8]] = [
  "1", ",", "\n", "a", "2020-01-01", "\r\n", ";", "\t", "\"", "\"\"", "#", "/", "//", " ", "\r",
  "é",
  "\0", "\u{FEFF}", "1,2,3\n4,5,6\n",
].map { Array($0.utf8) }
private let decimalParts: [[UInt8]] = [
  "0", "1", "9", ".", "5", "7", "-", "e", "+", "E", "00000000", "9007199254740993", "308",
  "12345678",
].map { Array($0.utf8) }
private let timeParts: [[UInt8]] = [
  "2020-01-01", "T", "10", ":", "30", "Z", "2020-02-29", "-", "59", "2", "0", "T10:30:00Z", ".5",
  "+01:00", "9", "T23:59:59Z", " ",
].map { Array($0.utf8) }
/// `a,b\n1,x\n2,` by Python's `gzip.compress(…, 9, mtime=0)`, twice.
private let gzipSeed: [UInt8] = {
  let member = Data(base64Encoded: "H4sIAAAAAAACA0vUSeIy1KngMtIBAD2tdzgKAAAA").map(Array.init) ?? []
  return member + member
}()

/// What the leak check leaves out: a global that is made once and never freed.
///
/// Swift marks pointers inside enumerations with bits that the check does not see
/// through.
@_cdecl("__lsan_default_suppressions")
public func leakSuppressions() -> UnsafePointer<UInt8> {
  let text: StaticString = "leak:once_slow\n"
  return text.utf8Start
}
