extension ReportTable {
  /// The table as a Markdown table.
  var markdown: String {
    let head = columns.map { Markup.markdown($0.title) }
    let rule = columns.map { $0.isNumeric ? "---:" : "---" }
    let body = rows.map { $0.map(Markup.markdown) }
    let lines = ([head, rule] + body).map { "| " + $0.joined(separator: " | ") + " |" }
    return (lines + (omission.map { ["", $0] } ?? [])).joined(separator: "\n")
  }

  /// The table as an HTML table in a box that scrolls sideways when it must.
  var html: String {
    let head = columns.map { headCell($0) }.joined()
    let body = rows.map { "<tr>\(htmlCells($0))</tr>" }.joined(separator: "\n")
    let table = "<table>\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(body)\n</tbody>\n</table>"
    let note = omission.map { "<p class=\"small\">\(Markup.escaped($0))</p>" } ?? ""
    return "<div class=\"scroll\">\(table)</div>\(note)"
  }

  /// The table as aligned text, at most `width` columns wide as long as the names leave room.
  func text(width: Int) -> [String] {
    let cells = ([columns.map(\.title)] + rows).map { $0.map(Markup.terminal) }
    let widths = columns.indices.map { index in cells.map { $0[index].count }.max() ?? 0 }
    let fitting = Self.fitted(widths, to: width)
    return cells.map { row in
      let line = row.indices.map {
        TextCell.padded(row[$0], fitting[$0], isRight: columns[$0].isNumeric)
      }
      return TextCell.trimmedEnd(line.joined(separator: "  "))
    }
  }

  /// Column widths that fit into `total` with two spaces between, the widest cut first.
  private static func fitted(_ widths: [Int], to total: Int) -> [Int] {
    let room = total - 2 * max(0, widths.count - 1)
    var widths = widths
    while widths.reduce(0, +) > room,
      let widest = widths.indices.max(by: { widths[$0] < widths[$1] })
    {
      guard widths[widest] > 8 else { break }
      widths[widest] -= 1
    }
    return widths
  }

  private func headCell(_ column: Column) -> String {
    let swatch = column.swatch.map { "<i class=\"sw \($0)\"></i>" } ?? ""
    let style = column.isNumeric ? " class=\"n\"" : ""
    return "<th scope=\"col\"\(style)>\(swatch)\(Markup.escaped(column.title))</th>"
  }

  private func htmlCells(_ row: [String]) -> String {
    zip(columns, row).enumerated().map { index, cell in
      let text = Markup.escaped(cell.1)
      if index == 0 { return "<th scope=\"row\">\(text)</th>" }
      return cell.0.isNumeric ? "<td class=\"n\">\(text)</td>" : "<td>\(text)</td>"
    }.joined()
  }
}

/// One cell of a text table.
enum TextCell {
  /// `text` in exactly `width` characters, cut with an ellipsis when it is longer.
  static func padded(_ text: String, _ width: Int, isRight: Bool) -> String {
    let cut = text.count > width ? text.prefix(max(0, width - 1)) + "…" : text[...]
    let space = String(repeating: " ", count: max(0, width - cut.count))
    return isRight ? space + cut : cut + space
  }

  /// `text` without spaces at its end.
  static func trimmedEnd(_ text: String) -> String {
    var kept = Substring(text)
    while kept.hasSuffix(" ") { kept.removeLast() }
    return String(kept)
  }
}
