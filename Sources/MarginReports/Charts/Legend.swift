/// The rows above a plot that name its lines and markers.
struct Legend {
  /// One name with its swatch.
  struct Entry {
    let label: String
    let swatch: Swatch
    let x: Double
    let row: Int
  }

  /// What stands before a name.
  enum Swatch {
    case line(style: String)
    case area(style: String)
    case marker(Chart.Marker.Kind)

    /// Room it takes in pixels.
    var width: Double {
      switch self {
      case .line: 22
      case .area, .marker: 12
      }
    }
  }

  let entries: [Entry]

  /// Room taken by the rows.
  var height: Double { entries.last.map { Double($0.row + 1) * 18 } ?? 0 }

  /// Places the names of `chart` from left to right, in as many rows as they need.
  init(_ chart: Chart, left: Double, right: Double) {
    var (x, row, entries): (Double, Int, [Entry]) = (left, 0, [])
    for (text, swatch) in Self.items(of: chart) {
      let label = TextWidth.fitted(text, to: right - left - 30)
      let width = swatch.width + 6 + TextWidth.small(label) + 18
      if x + width > right + 16, x > left { (x, row) = (left, row + 1) }
      entries.append(Entry(label: label, swatch: swatch, x: x, row: row))
      x += width
    }
    self.entries = entries
  }

  private static func items(of chart: Chart) -> [(String, Swatch)] {
    let named = chart.labelsLines || chart.series.count < 2 ? [] : chart.series
    let lines = named.map {
      ($0.label, $0.isFilled ? Swatch.area(style: $0.style) : .line(style: $0.style))
    }
    let kinds = Chart.Marker.Kind.allCases.filter { kind in
      chart.markers.contains { $0.kind == kind }
    }
    let markers = kinds.map { ($0.legend, Swatch.marker($0)) }
    return lines + markers
  }
}

extension Chart.Marker.Kind {
  /// What the legend calls it.
  var legend: String {
    switch self {
    case .call: "margin call"
    case .liquidation: "liquidation"
    case .move: "largest move"
    }
  }
}
