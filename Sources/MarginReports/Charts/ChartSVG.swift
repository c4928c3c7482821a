extension Chart {
  /// The chart as an `svg` element for a page that carries ``ChartStyle/css`` itself.
  var inlineSVG: String {
    svg(height: size.height, content: Markup.element("title", [:], Markup.escaped(title)) + drawing)
  }

  /// The chart as a file of its own, with style, background and heading.
  var standaloneSVG: String {
    let heading = ChartText.label(title, x: 14, y: 24, style: "h")
    let paper = Markup.element("rect", ["class": "paper", "width": "100%", "height": "100%"])
    let style = Markup.element("style", [:], ChartStyle.css)
    let name = Markup.element("title", [:], Markup.escaped(title))
    let body = Markup.element("g", ["transform": "translate(0 34)"], drawing)
    return svg(height: size.height + 34, content: name + style + paper + heading + body) + "\n"
  }

  private var drawing: String {
    let layout = ChartLayout(self)
    let parts = ChartAxes(layout: layout).parts + ChartLines(layout: layout).paths
    return (parts + signs(layout) + ChartLabels(layout: layout).parts).joined(separator: "\n")
  }

  private func signs(_ layout: ChartLayout) -> [String] {
    ChartMarkers.thinned(markers, on: layout.times).compactMap { marker in
      layout.values.pixel(marker.value).map {
        ChartMarkers.sign(marker.kind, x: layout.times.pixel(marker.time), y: $0, note: marker.note)
      }
    }
  }

  private func svg(height: Double, content: String) -> String {
    let (width, height) = ("\(Pixel(size.width))", "\(Pixel(height))")
    let frame: KeyValuePairs = [
      "xmlns": "http://www.w3.org/2000/svg", "class": "chart", "role": "img",
      "viewBox": "0 0 \(width) \(height)", "width": width, "height": height,
      "aria-label": caption.isEmpty ? title : "\(title). \(caption)",
    ]
    return Markup.element("svg", frame, "\n" + content + "\n")
  }
}
