/// Grid, axes and their labels.
struct ChartAxes {
  let layout: ChartLayout

  /// Everything behind the lines.
  var parts: [String] { unit + horizontals + verticals + zero + moments }

  private var unit: [String] {
    guard !layout.chart.unit.isEmpty else { return [] }
    return [ChartText.label(layout.chart.unit, x: layout.left, y: layout.top - 9, style: "t u")]
  }

  private var horizontals: [String] {
    layout.valueTicks.flatMap { tick -> [String] in
      guard let y = layout.values.pixel(tick.value) else { return [] }
      let grid = ChartText.line("g", layout.left, y, layout.right, y)
      let label = ChartText.label(tick.label, x: layout.left - 6, y: y + 4, style: "t e")
      return [grid, label]
    }
  }

  private var zero: [String] {
    guard layout.values.range.contains(0), !layout.values.isLogarithmic,
      let y = layout.values.pixel(0)
    else { return [] }
    return [ChartText.line("z", layout.left, y, layout.right, y)]
  }

  private var verticals: [String] {
    var (context, end) = ("", -Double.infinity)
    return layout.timeTicks.flatMap { tick -> [String] in
      let x = layout.times.pixel(tick.time)
      var parts = [ChartText.line("g", x, layout.bottom, x, layout.bottom + 5)]
      parts.append(centred(tick.label, x: x, y: layout.bottom + 18))
      guard tick.context != context, x - end > 8 else { return parts }
      parts.append(centred(tick.context, x: x, y: layout.bottom + 32))
      (context, end) = (tick.context, x + TextWidth.small(tick.context))
      return parts
    }
  }

  private var moments: [String] {
    layout.chart.moments.map { moment in
      let x = layout.times.pixel(moment.time)
      let title = Markup.element("title", [:], Markup.escaped(moment.note))
      let data = "M\(Pixel(x)) \(Pixel(layout.top))V\(Pixel(layout.bottom))"
      return Markup.element("path", ["class": "v", "d": data], title)
    }
  }

  /// A label centred on `x`, moved inwards where it would leave the drawing.
  private func centred(_ text: String, x: Double, y: Double) -> String {
    let half = TextWidth.small(text) / 2
    let inside = min(max(x, half + 2), layout.chart.size.width - half - 2)
    return ChartText.label(text, x: inside, y: y, style: "t m")
  }
}

/// Text and straight lines of a chart.
enum ChartText {
  static func label(_ text: String, x: Double, y: Double, style: String) -> String {
    let place: KeyValuePairs = ["class": style, "x": "\(Pixel(x))", "y": "\(Pixel(y))"]
    return text.isEmpty ? "" : Markup.element("text", place, Markup.escaped(text))
  }

  static func line(_ style: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double)
    -> String
  {
    let data = "M\(Pixel(x1)) \(Pixel(y1))L\(Pixel(x2)) \(Pixel(y2))"
    return Markup.element("path", ["class": style, "d": data])
  }
}
