import MarginReplay

/// One account's losses by the size of the move.
struct ConvexityTable {
  let sizes: ConvexityBySize
  let currency: String

  /// One row per size of move that occurred.
  var table: ReportTable {
    let rows = zip(sizes.sizes, sizes.accelerations).filter { $0.0.steps > 0 }.map(row)
    return ReportTable(
      columns: [
        .words("move of the price"), .numbers("steps"), .numbers("loss by delta, \(currency)"),
        .numbers("loss by gamma and higher, \(currency)"), .numbers("share of gamma"),
        .numbers("its loss per 1 % of move"), .numbers("× the size before"),
      ], rows: rows)
  }

  private func row(_ size: ConvexityBySize.Size, _ acceleration: Double?) -> [String] {
    [
      Self.label(size.moves), NumberText.count(Double(size.steps)),
      NumberText.money(size.loss.linear), NumberText.money(size.loss.curved),
      size.loss.share.map { NumberText.percent($0, 0) } ?? "–",
      size.curvedPerPoint.map(NumberText.money) ?? "–",
      acceleration.map(MetricText.multiple) ?? "–",
    ]
  }

  private static func label(_ moves: Range<Double>) -> String {
    func percent(_ value: Double) -> String { NumberText.trimmed(NumberText.fixed(value * 100, 1)) }
    if moves.upperBound == .infinity { return "\(percent(moves.lowerBound)) % and more" }
    return "\(percent(moves.lowerBound)) to \(percent(moves.upperBound)) %"
  }
}
