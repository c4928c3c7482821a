/// What a percentage-range model knows of one underlying: its range, and what it may offset.
struct TimsClass: Sendable {
  /// Class group: members net in full at each point.
  let name: String
  /// Product group, within which gains of a class offset losses of others; `nil` for none.
  let productGroup: String?
  let offsetRate: Double
  /// Range below and above spot, fractions.
  let down, up: Double

  /// Five steps down to the bottom of the range and five up to its top, from lowest to highest.
  var moves: [Double] {
    [5, 4, 3, 2, 1].map { -down * $0 / 5 } + [1, 2, 3, 4, 5].map { up * $0 / 5 }
  }
}

/// The rows and numbers that decide an underlying's class.
struct TimsClasses: Sendable {
  private let values: ParameterValues
  private let rows: [ParameterRow]

  init(_ values: ParameterValues) {
    (self.values, rows) = (values, values.rows(of: "classes"))
  }

  /// The class of an underlying: what a row says of its name, else of its kind, else the standard.
  ///
  /// Without rows every index is in one product group and no equity in any.
  func entry(for underlying: Underlying) -> TimsClass {
    let row =
      rows.first { $0.word("underlying") == underlying.name }
      ?? rows.first { $0.word("underlying") == underlying.kind.rawValue }
    let (down, up) = range(of: underlying.kind)
    return TimsClass(
      name: row?.word("class") ?? underlying.name,
      productGroup: row == nil && underlying.kind != .equity ? "" : row?.word("group"),
      offsetRate: row?.number("offset-rate") ?? values["offset-rate"],
      down: row?.number("down") ?? down, up: row?.number("up") ?? up)
  }

  private func range(of kind: UnderlyingKind) -> (down: Double, up: Double) {
    switch kind {
    case .highCapIndex: (values["high-cap-index-down"], values["high-cap-index-up"])
    case .broadIndex: (values["broad-index-range"], values["broad-index-range"])
    case .equity: (values["equity-range"], values["equity-range"])
    }
  }
}
