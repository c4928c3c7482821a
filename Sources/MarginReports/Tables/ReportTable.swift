/// A table before it is written as text, Markdown or HTML.
struct ReportTable {
  /// Column headings; the first column holds row names.
  var columns: [Column]
  /// Cells, one array per row, as long as `columns`.
  var rows: [[String]] = []
  /// Rows that were left out.
  var omitted = 0

  /// A heading and how its cells align.
  struct Column {
    var title: String
    var isNumeric: Bool
    /// CSS class of a colour swatch before the title.
    var swatch: String?

    /// A column of words.
    static func words(_ title: String) -> Column { Column(title: title, isNumeric: false) }

    /// A column of numbers.
    static func numbers(_ title: String) -> Column { Column(title: title, isNumeric: true) }

    /// A column of one model's numbers.
    static func model(_ name: String, _ index: Int) -> Column {
      Column(title: name, isNumeric: true, swatch: ChartStyle.model(index))
    }
  }

  /// The same table with at most `limit` rows.
  func limited(to limit: Int) -> ReportTable {
    var copy = self
    copy.rows = Array(rows.prefix(limit))
    copy.omitted = omitted + rows.count - copy.rows.count
    return copy
  }

  /// The note under a table that leaves rows out.
  var omission: String? {
    omitted > 0 ? "\(Words.counted(omitted, "more row")) in the CSV files of this report." : nil
  }
}
