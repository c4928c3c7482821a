import MarginReplay

/// What a run prints: a verdict per model, then the headline figures side by side.
///
/// Lines are at most 100 characters wide for up to three models with ordinary names.
public func textSummary(_ input: ReportInput, color: Bool) -> String {
  let verdicts = input.verdicts.flatMap { TextVerdict(verdict: $0, color: color).lines }
  let table = HeadlineText(input: input).table.text(width: 100)
  let head = table.prefix(1).map { color ? Terminal.bold.applied(to: $0) : $0 }
  let failed = input.checks.filter { !$0.passed }.map {
    "check failed: \(Markup.terminal($0.text))"
  }
  let failures = failed.map { color ? Terminal.red.applied(to: $0) : $0 }
  return (verdicts + [""] + head + table.dropFirst() + failures).joined(separator: "\n") + "\n"
}

/// ANSI styles.
enum Terminal: String {
  case bold = "1"
  case red = "31"
  case green = "32"
  case yellow = "33"

  /// `text` between the escape sequences that switch the style on and off.
  func applied(to text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}

/// A verdict folded to the width of a terminal, with its model's name in the colour of the outcome.
struct TextVerdict {
  let verdict: Verdict
  let color: Bool

  var lines: [String] {
    let name = Markup.terminal(verdict.account.model)
    let folded = Self.folded(Markup.terminal(verdict.sentence), width: 100)
    guard color, let style, let first = folded.first, first.hasPrefix(name) else { return folded }
    return [style.applied(to: name) + first.dropFirst(name.count)] + folded.dropFirst()
  }

  private var style: Terminal? {
    switch verdict.severity {
    case .none: nil
    case .sound: .green
    case .called: .yellow
    case .liquidated, .closedOut: .red
    }
  }

  /// `text` in lines of at most `width` characters, broken at spaces, later lines indented.
  static func folded(_ text: String, width: Int) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let line = lines[lines.count - 1]
      if line.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if line.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append("  " + word)
      }
    }
    return lines
  }
}
