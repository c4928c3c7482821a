/// What the underlyings did.
struct PathFigures {
  let input: ReportInput

  /// One figure per underlying: its price above its volatility.
  var figures: [Figure] {
    input.outline.market.map { path in
      let move = path.largest
      return Figure(
        "Price and volatility of \(path.name)\(move == nil ? "" : "; the ring marks the largest move").",
        [price(path, move), volatility(path, move)])
    }
  }

  private func price(_ path: PathOutline, _ move: LargestMove?) -> Chart {
    var chart = Chart(
      name: "price-\(path.name.fileName)", title: "Price of \(path.name)", unit: "price",
      series: [line(path.name, path.spot)])
    chart.size.height = 260
    chart.isLogarithmic = true
    chart.markers = move.map { [marker($0, $0.after)] } ?? []
    return chart
  }

  private func volatility(_ path: PathOutline, _ move: LargestMove?) -> Chart {
    var chart = Chart(
      name: "volatility-\(path.name.fileName)", title: "Volatility of \(path.name)",
      unit: "volatility, per year", series: [line("volatility", path.volatility)])
    chart.size.height = 190
    (chart.format, chart.showsZero) = (.percent, true)
    chart.moments = move.map { [Chart.Moment(time: $0.time, note: $0.sentence)] } ?? []
    return chart
  }

  private func line(_ label: String, _ line: ThinnedLine) -> Chart.Series {
    Chart.Series(label: label, line: line, style: "ink")
  }

  private func marker(_ move: LargestMove, _ value: Double) -> Chart.Marker {
    Chart.Marker(kind: .move, time: move.time, value: value, note: move.sentence)
  }
}
