import Foundation

@testable import MarginFiles

/// Damages every YAML file that ships, and checks what must hold of any text that is read.
///
/// A loader refuses a text with problems that name the file, or accepts it; then the resolved file
/// says the same, and saying it twice changes nothing.
struct ExperimentFuzz {
  /// How many texts were accepted: damage that is always refused would find little.
  private(set) var accepted = 0
  private let seeds: [(name: String, lines: [String])]

  /// The seeds are the files under `experiments` of the working folder.
  init() {
    let files = (FileManager.default.enumerator(atPath: "experiments")?.allObjects ?? [])
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") && !$0.contains(".build") }
    seeds = files.sorted().compactMap { name in
      (try? String(contentsOfFile: "experiments/\(name)", encoding: .utf8)).map {
        (name, $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
      }
    }
    precondition(!seeds.isEmpty, "run this from the root of the repository")
  }

  /// What is wrong with the reading of one damaged file.
  mutating func fault(in input: inout FuzzInput) -> String? {
    let seed = seeds[input.choose(seeds.count)]
    var lines = seed.lines
    for _ in 0..<(1 + input.choose(4)) { damage(&lines, &input) }
    let text = lines.joined(separator: "\n")
    let found = seed.name.hasSuffix(".crisis.yaml") ? crisisFault(text) : loaderFault(text)
    return found.map { "\(seed.name): \($0)\n\(text)" }
  }

  private func crisisFault(_ text: String) -> String? {
    problems {
      _ = try readSettings(text, named: "f.yaml", fields: CrisisSchema.fields, called: "the crisis")
    }.flatMap(shapeless)
  }

  private mutating func loaderFault(_ text: String) -> String? {
    if text.contains("\nmarket:\n  time:") {
      return problems { _ = try parsePortfolio(text, named: "f.yaml") }.flatMap(shapeless)
    }
    var experiment: Experiment?
    let refusal = problems { experiment = try parseExperiment(text, named: "f.yaml") }
    guard let experiment else { return refusal.flatMap(shapeless) }
    accepted += 1
    return resolutionFault(experiment)
  }

  /// The resolved file must be read, mean the same, and resolve to itself.
  private func resolutionFault(_ experiment: Experiment) -> String? {
    let resolved = resolvedYAML(of: experiment)
    var again: Experiment?
    let refusal = problems { again = try parseExperiment(resolved, named: "f.yaml") }
    guard let again else { return "the resolved file is refused: \(refusal ?? [])\n\(resolved)" }
    return again == experiment && resolvedYAML(of: again) == resolved
      ? nil : "the resolved file means something else:\n\(resolved)"
  }

  /// A refusal says where and what, and never that the loader is at odds with its schema.
  private func shapeless(_ problems: [Problem]) -> String? {
    let isSound =
      !problems.isEmpty
      && problems.allSatisfy {
        $0.code != "internal" && !$0.message.isEmpty && !$0.place.file.isEmpty
      }
    return isSound ? nil : "problems \(problems)"
  }

  private func problems(_ body: () throws -> Void) -> [Problem]? {
    do {
      try body()
      return nil
    } catch {
      return (error as? FileError)?.problems ?? []
    }
  }
}

extension ExperimentFuzz {
  private func damage(_ lines: inout [String], _ input: inout FuzzInput) {
    let line = input.choose(lines.count)
    switch input.choose(12) {
    case 0: lines.remove(at: line)
    case 1: lines.insert(lines[input.choose(lines.count)], at: line)
    case 2: lines.swapAt(line, input.choose(lines.count))
    case 3: lines[line] = String(lines[line].drop { $0 == " " })
    case 4: lines[line] = "  " + lines[line]
    case 5: lines[line] = withWord(lines[line], words[input.choose(words.count)], &input)
    case 6: lines[line] = withKey(lines[line], keys[input.choose(keys.count)])
    case 7: lines[line] = withValue(lines[line], values[input.choose(values.count)])
    case 8: lines[line] = withValue(lines[line], nested(&input))
    case 9: lines[line] = withBytes(lines[line], &input)
    case 10: lines[line] = withValue(lines[line], numbers[input.choose(numbers.count)])
    default: lines[line] = withWord(lines[line], numbers[input.choose(numbers.count)], &input)
    }
    if lines.isEmpty { lines = [""] }
  }

  /// `line` with one of its words replaced.
  private func withWord(_ line: String, _ word: String, _ input: inout FuzzInput) -> String {
    var parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let places = parts.indices.filter { !parts[$0].isEmpty }
    guard !places.isEmpty else { return word }
    parts[places[input.choose(places.count)]] = word
    return parts.joined(separator: " ")
  }

  private func withKey(_ line: String, _ key: String) -> String {
    let indent = line.prefix { $0 == " " }
    return indent + key + (line.firstIndex(of: ":").map { line[$0...] } ?? ": 1")
  }

  private func withValue(_ line: String, _ value: String) -> String {
    (line.firstIndex(of: ":").map { line[...$0] } ?? line[...]) + " " + value
  }

  /// Lists and maps within one another, sometimes very deep, sometimes never closed.
  private func nested(_ input: inout FuzzInput) -> String {
    let depth = input.choose(40) == 0 ? 5_000 : input.choose(20)
    let (open, close) = [("[", "]"), ("{a: ", "}"), ("[{a: ", "}]"), ("- ", "")][input.choose(4)]
    let end = input.choose(3) == 0 ? "" : String(repeating: close, count: depth)
    return String(repeating: open, count: depth) + "1" + end
  }

  private func withBytes(_ line: String, _ input: inout FuzzInput) -> String {
    var bytes = Array(line.utf8)
    for _ in 0...input.choose(3) {
      let place = input.choose(bytes.count + 1)
      bytes.insert(UInt8(input.choose(128)), at: place)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

private let words = [
  "&a", "*a", "<<", "!!int", "!!binary", "|", ">", "---", "...", "%YAML", "?", "-", ":", "null",
  "~", "yes", "{}", "[]", "\"", "'", "#", "@", "`", "é", "SPX", "file:", "1_000_000 USD", "8h",
]
private let keys = [
  "rate", "yield", "dividends", "fx", "funding", "file", "prices", "volatility", "quotes", "model",
  "<<", "? a", "schema", "name", "market", "underlyings", "a.b", "\"\"", "é", "preset", "flaws",
]
private let values = [
  "&a 1", "*a", "&a [*a]", "{file: x.csv}", "{file: x.csv, rate: 3mo, max-age: 5d}",
  "{file: x.csv, close: c, max-age: 1d}", "{quotes: x.csv, dynamics: sticky-delta}",
  "{model: surface, dynamics: sticky-strike, ssvi: {}}", "{preset: fred}",
  "{preset: deribit-chain}", "[1, [2, [3]]]", "{a: {b: {c: d}}}", "", "~", "\"\"", "'x", "|", ">-",
  "2020-02-30", "2020-02-29",
  "1e5d", "-1d", "0d", "9999999999999999d", "5%", "5bp", "1 EUR", "true",
  "2020-01-01T00:00:00+99:00",
]
private let numbers = [
  "0", "-0", "1e308", "1e-320", "-1e308", "1e999", "nan", ".inf", "-.inf", "0x10", "0o7", "1_0",
  "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e18", "0.1", "-1", "1e-9",
  "1.7976931348623157e308", "4.9e-324", "10000000000", "3.5", "12:30:45", "1,5",
]
