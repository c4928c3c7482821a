public import MarginCore

/// How a file holds a series: what, in which columns, and how its times are written.
///
/// Nothing of it is guessed from the values. Experiments declare it under `prices`, `volatility` or
/// `funding`; `check` takes the same as options; a preset declares it for the files of one source.
public struct SeriesLayout: Sendable, Equatable {
  /// What the file holds.
  public var kind: SeriesKind
  /// The column of each field that is mapped, such as `close` in column `Adj Close`.
  ///
  /// A field that is not here is looked for under its usual names if `looksForUsualNames` is set.
  public var columns: [MappedColumn]
  /// How the time is written.
  public var time: TimeLayout
  /// Delimiter, comments, lines before the header, names of a file without header.
  public var dialect: CSVDialect
  /// Whether fields without a column, and a time without one, are found by their usual names.
  public var looksForUsualNames: Bool
  /// Which rows are read, in a file of several symbols.
  public var symbol: SymbolFilter?
  /// Factor on every value, such as 0.01 for per cent.
  public var scale: Double
  /// Text that stands for a missing value, besides nothing at all.
  public var missingText: String?
  /// Whether prices of zero and below are right.
  public var allowsNonPositive: Bool
  /// When rows are expected; `nil` for the days that the data themselves imply.
  public var calendar: SeriesCalendar?
  /// The first day read; `nil` for the first of the file.
  public var from: CalendarDay?
  /// The last day read; `nil` for the last of the file.
  public var to: CalendarDay?
  /// What to do about flaws.
  public var policies: SeriesPolicies

  /// What quotes need to be told besides.
  public var quotes = QuoteTerms()

  /// A field and the column that holds it.
  public struct MappedColumn: Sendable, Equatable {
    /// The field, such as `close`.
    public var field: String
    /// The column, as the header has it.
    public var column: String

    /// `field` in `column`.
    public init(_ field: String, in column: String) {
      (self.field, self.column) = (field, column)
    }
  }

  /// The rows of one symbol.
  public struct SymbolFilter: Sendable, Equatable {
    /// The column of the symbol.
    public var column: String
    /// The symbol of the rows that are read.
    public var value: String

    /// The rows with `value` in `column`.
    public init(column: String, value: String) {
      (self.column, self.value) = (column, value)
    }
  }

  /// A layout of comma-separated values with a header and ISO 8601 times.
  public init(
    _ kind: SeriesKind, columns: [MappedColumn] = [], time: TimeLayout = TimeLayout(),
    looksForUsualNames: Bool = true
  ) {
    (self.kind, self.columns, self.time) = (kind, columns, time)
    self.looksForUsualNames = looksForUsualNames
    (dialect, scale, allowsNonPositive) = (CSVDialect(), 1, false)
    policies = SeriesPolicies()
  }

  /// The column of `field`, if it is mapped.
  public func column(of field: String) -> String? {
    columns.first { $0.field == field }?.column
  }
}

extension SeriesLayout {
  /// A layout of prices by column names; without open, high and low the series holds closes only.
  public init(
    time: String = "date", open: String? = nil, high: String? = nil, low: String? = nil,
    close: String = "close", allowsNonPositive: Bool = false
  ) {
    let named = [("close", close), ("open", open), ("high", high), ("low", low)]
    let columns = named.compactMap { field, column in
      column.map { MappedColumn(field, in: $0) }
    }
    self.init(
      .prices, columns: columns, time: TimeLayout(column: time),
      looksForUsualNames: false)
    self.allowsNonPositive = allowsNonPositive
  }

  /// The column of the price or index.
  public var close: String { column(of: "close") ?? "close" }
}
