/// The legend, and names at the ends of lines.
struct ChartLabels {
  let layout: ChartLayout

  /// Every name with its swatch.
  var parts: [String] { layout.legend.entries.flatMap(entry) + ends }

  private func entry(_ entry: Legend.Entry) -> [String] {
    let y = 12 + Double(entry.row) * 18
    let name = ChartText.label(
      entry.label, x: entry.x + entry.swatch.width + 6, y: y + 4, style: "t")
    return [swatch(entry.swatch, x: entry.x, y: y), name]
  }

  private func swatch(_ swatch: Legend.Swatch, x: Double, y: Double) -> String {
    switch swatch {
    case .line(let style): ChartText.line("line \(style)", x, y, x + 22, y)
    case .area(let style):
      Markup.element(
        "rect",
        [
          "class": "area \(style)", "x": "\(Pixel(x))", "y": "\(Pixel(y - 6))", "width": "12",
          "height": "12",
        ])
    case .marker(let kind):
      ChartMarkers.sign(kind, x: x + 6, y: kind == .call ? y + 14 : y, note: "")
    }
  }

  private var ends: [String] {
    guard layout.chart.labelsLines else { return [] }
    return Self.spread(anchors, within: layout.top...layout.bottom).map { label in
      let name = TextWidth.fitted(label.series.label, to: 150)
      let tail = ChartText.line(
        "line \(label.series.style)", layout.right + 3, label.y, layout.right + 13, label.y)
      return tail + ChartText.label(name, x: layout.right + 17, y: label.y + 4, style: "t")
    }
  }

  private var anchors: [(series: Chart.Series, y: Double)] {
    layout.chart.series.compactMap { series in
      series.values.last(where: \.isFinite).flatMap(layout.values.pixel).map { (series, $0) }
    }
  }

  /// Labels from top to bottom, at least 15 pixels apart, within `room` as far as they fit.
  static func spread(
    _ labels: [(series: Chart.Series, y: Double)], within room: ClosedRange<Double>
  ) -> [(series: Chart.Series, y: Double)] {
    var sorted = labels.enumerated()
      .sorted { ($0.element.y, $0.offset) < ($1.element.y, $1.offset) }.map(\.element)
    for index in sorted.indices.dropFirst() {
      sorted[index].y = max(sorted[index].y, sorted[index - 1].y + 15)
    }
    var limit = room.upperBound
    for index in sorted.indices.reversed() {
      sorted[index].y = min(sorted[index].y, limit)
      limit = sorted[index].y - 15
    }
    return sorted
  }
}
