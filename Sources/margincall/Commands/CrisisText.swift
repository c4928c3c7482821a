import MarginCore
import MarginFiles
import MarginReplay

extension Crisis {
  /// The crisis for people.
  var text: String {
    ([head] + requests + [statementText, tail]).filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var head: String {
    let data = series.map { padded($0.underlying, 6) + " " + $0.holds }
    return """
      \(name)  \(title)
        from \(from) to \(to)
      \(wrapped(summary, indent: "  "))

      data      \(data.joined(separator: "\n          "))
      """
  }

  private var requests: [String] {
    files.isEmpty ? [] : [(["bring"] + files.map(\.lines)).joined(separator: "\n")]
  }

  private var statementText: String {
    FactOutcome.Kind.allCases.compactMap { kind in
      let lines = statements.filter { $0.kind == kind }.map(\.lines)
      return lines.isEmpty ? nil : ([kind.heading] + lines).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private var tail: String {
    let notes = modelled.map { wrapped("- \($0)", indent: "  ") }
    return """
      modelled
      \(notes.joined(separator: "\n"))

      replay    \(experiment)
                margincall crises run \(name)\(requiredFiles.map { " --file \($0.name)=PATH" }.joined())
      """
  }

  /// The crisis for programs.
  var json: JSONValue {
    .object([
      ("name", .string(name)), ("title", .string(title)), ("summary", .string(summary)),
      ("from", .string("\(from)")), ("to", .string("\(to)")),
      ("experiment", .string(experiment)),
      ("series", .object(series.map { ($0.underlying, .string($0.holds)) })),
      ("bring", .array(files.map(\.json))),
      ("modelled", .array(modelled.map(JSONValue.string))),
      ("statements", .array(statements.map(\.json))),
    ])
  }
}

extension Crisis.Statement {
  fileprivate var lines: String {
    let day = date.map { "\($0): " } ?? ""
    let grounds = check.map {
      "check: \($0.text)" + (needs.map { " (needs --file \($0))" } ?? "")
    }
    let notes = [grounds, unchecked.map { "not checkable: \($0)" }, source.map { "source: \($0)" }]
    return
      ([wrapped(day + text, indent: "  ")]
      + notes.compactMap(\.self).map { wrapped($0, indent: "      ") })
      .joined(separator: "\n")
  }

  fileprivate var json: JSONValue {
    let texts: [(String, String?)] = [
      ("date", date?.description), ("text", text), ("source", source), ("check", check?.text),
      ("needs", needs), ("unchecked", unchecked),
    ]
    return .object(
      [("kind", .string(kind.rawValue))]
        + texts.map { ($0.0, $0.1.map(JSONValue.string) ?? .null) })
  }
}

extension Crisis.BroughtFile {
  fileprivate var lines: String {
    let details = ["holds: \(holds)", "layout: \(layout)", "from: \(obtain)"]
    return
      (["  --file \(name)=PATH\(isOptional ? "  (optional)" : "")"]
      + details.map { wrapped($0, indent: "      ") }).joined(separator: "\n")
  }

  fileprivate var json: JSONValue {
    .object([
      ("name", .string(name)), ("holds", .string(holds)), ("layout", .string(layout)),
      ("obtain", .string(obtain)), ("optional", .bool(isOptional)),
    ])
  }
}

extension FactOutcome.Kind {
  fileprivate var heading: String {
    switch self {
    case .fact: "facts"
    case .expectation: "expected of the replay"
    case .context: "context, not checked"
    }
  }
}

/// `text` in lines of at most 100 characters, each after `indent`, later ones two blanks further.
private func wrapped(_ text: String, indent: String) -> String {
  var lines = [indent]
  for word in text.split(separator: " ") {
    let line = lines[lines.count - 1]
    if line.count + 1 + word.count > 100, line.count > indent.count + 2 {
      lines.append(indent + "  " + word)
    } else {
      lines[lines.count - 1] = line.hasSuffix(" ") || line.isEmpty ? line + word : line + " " + word
    }
  }
  return lines.joined(separator: "\n")
}
