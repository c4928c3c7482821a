internal import MarginCore

extension ModelEntry {
  /// The model in plain text, for a reader: what it is, its values and where they come from.
  public var description: String {
    let width = (parameters + own).map(\.name.count).max() ?? 0
    let values = (parameters + own).map { parameter in
      "  \(padded(parameter.name, width))  \(padded(numberText(parameter.value), 8))  \(parameter.meaning)"
    }
    return
      ([heading, family.summary, ""] + ["parameters of \(vintage)"] + values + [""]
      + ["source    \(source)", "link      \(link)"] + lines("verified", verified)
      + lines("gaps", gaps)).map { $0 + "\n" }.joined()
  }

  private var heading: String { "\(id): \(title) (family \(family.name))" }

  private func lines(_ name: String, _ sentences: [String]) -> [String] {
    sentences.enumerated().map { padded($0 == 0 ? name : "", 8) + "  " + $1 }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
