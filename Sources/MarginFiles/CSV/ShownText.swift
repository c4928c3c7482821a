/// Text of an input made fit for a message: on one line, without control characters, not too long.
func shown(_ text: some StringProtocol, limit: Int = 40) -> String {
  let visible = text.unicodeScalars.prefix(limit).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: "�"
    default: String(scalar)
    }
  }
  return visible.joined() + (visible.count < text.unicodeScalars.count ? "…" : "")
}
