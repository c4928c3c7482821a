public import ArgumentParser
public import MarginFiles

/// The layout of a CSV file, in the words that experiments use.
struct LayoutOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: "What the files hold: \(SeriesKind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var kind: SeriesKind?

  @Option(help: "A known layout; `datasets --presets` lists them.")
  var preset: String?

  @Option(help: "Column of the time.")
  var time: String?

  @Option(help: "Unit of an epoch: s, ms, us or ns.")
  var timeUnit: String?

  @Option(help: "Layout of the time, such as MM/dd/yyyy or yyyy-MM-dd HH:mm.")
  var timeFormat: String?

  @Option(help: "Zone of times without one: UTC, UTC+3 or America/New_York.")
  var timezone: String?

  @Option(help: "What separates fields: `,`, `;` or tab.")
  var delimiter: String?

  @Option(help: "How a line begins that is skipped.")
  var comment: String?

  @Option(help: "Lines before the header.")
  var skipLines: String?

  @Option(help: "The symbol to read, of a file of several.")
  var symbol: String?

  @Option(help: "When rows are expected: 24/7, weekdays or implied.")
  var calendar: String?

  @Flag(help: "Prices of zero and below are right.")
  var allowNonPositive = false

  @Option(
    help: "Any other key, such as close=\"Adj Close\", to=2022-05-13 or flaws.disorder=sort.")
  var set: [String] = []

  func validate() throws {
    guard let wrong = set.first(where: { !$0.contains("=") }) else { return }
    throw ValidationError("--set \(wrong) is not of the form KEY=VALUE")
  }

  /// The layout, checked as that of an experiment is.
  func layout() throws(FileError) -> SeriesLayout {
    let named: [(String, String?)] = [
      ("preset", preset), ("time", time), ("time-unit", timeUnit), ("time-format", timeFormat),
      ("timezone", timezone), ("delimiter", delimiter), ("comment", comment),
      ("skip-lines", skipLines), ("symbol", symbol), ("calendar", calendar),
      ("allow-non-positive", allowNonPositive ? "true" : nil),
    ]
    let others = set.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (key: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : "")
    }
    return try declaredLayout(
      kind, options: named.compactMap { key, value in value.map { (key, $0) } } + others)
  }
}

extension SeriesKind: ExpressibleByArgument {}
