/// The signs that mark events, and where they stand.
enum ChartMarkers {
  /// A sign of `kind` at a point, with the note as its tooltip.
  static func sign(_ kind: Chart.Marker.Kind, x: Double, y: Double, note: String) -> String {
    let title = note.isEmpty ? "" : Markup.element("title", [:], Markup.escaped(note))
    let shape: KeyValuePairs = ["class": kind.rawValue, "d": outline(kind, Pixel(x), Pixel(y))]
    return Markup.element("path", shape, title)
  }

  /// Markers thinned so that at most one of a kind stands in a column four pixels wide.
  ///
  /// One that stands for several says how many. Short lists are left as they are.
  static func thinned(_ markers: [Chart.Marker], on scale: TimeScale) -> [Chart.Marker] {
    guard markers.count > 300 else { return markers }
    return Chart.Marker.Kind.allCases.flatMap { kind in
      columns(markers.filter { $0.kind == kind }, on: scale).compactMap(merged)
    }
  }

  private static func columns(
    _ markers: [Chart.Marker], on scale: TimeScale
  ) -> [[Chart.Marker]] {
    var result: [[Chart.Marker]] = []
    for marker in markers {
      if let first = result.last?.first, scale.pixel(marker.time) - scale.pixel(first.time) < 4 {
        result[result.count - 1].append(marker)
      } else {
        result.append([marker])
      }
    }
    return result
  }

  private static func merged(_ column: [Chart.Marker]) -> Chart.Marker? {
    let count = column.reduce(0) { $0 + $1.count }
    guard var marker = column.first, count > 1 else { return column.first }
    marker.note += " and \(count - 1) more"
    return marker
  }

  /// A triangle above the point, a cross over it, or a ring around it.
  private static func outline(_ kind: Chart.Marker.Kind, _ x: Pixel, _ y: Pixel) -> String {
    switch kind {
    case .call: "M\(x) \(y - 8)l-6 -11h12z"
    case .liquidation: "M\(x - 5) \(y - 5)l10 10m0 -10l-10 10"
    case .move: "M\(x - 5) \(y)a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z"
    }
  }
}

/// A coordinate written with one decimal.
struct Pixel: CustomStringConvertible {
  let value: Double

  init(_ value: Double) { self.value = value }

  /// The coordinate in tenths of a pixel; 0 when it cannot be drawn.
  var description: String {
    guard value.isFinite, abs(value) < 1e6 else { return "0" }
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = abs(tenths).quotientAndRemainder(dividingBy: 10)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }

  static func - (a: Pixel, b: Double) -> Pixel { Pixel(a.value - b) }
}
