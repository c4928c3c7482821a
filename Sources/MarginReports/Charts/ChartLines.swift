/// Lines and areas as SVG paths.
struct ChartLines {
  let layout: ChartLayout

  /// The paths of every series, in order.
  var paths: [String] { layout.chart.series.map(path) }

  private func path(_ series: Chart.Series) -> String {
    let runs = runs(of: series)
    let isDense = series.line.count > 1500
    let style = series.isFilled ? "area" : isDense ? "line fine" : "line"
    let data = runs.map { series.isFilled ? area($0) : line($0) }.joined()
    return Markup.element(
      "path", ["class": "\(style) \(series.style)", "d": data.isEmpty ? "M0 0" : data])
  }

  /// Unbroken stretches of drawable points.
  private func runs(of series: Chart.Series) -> [[(x: Pixel, y: Pixel)]] {
    var runs: [[(x: Pixel, y: Pixel)]] = [[]]
    for (time, value) in zip(series.times, series.values) {
      guard let y = layout.values.pixel(value) else { runs.append([]); continue }
      runs[runs.count - 1].append((Pixel(layout.times.pixel(time)), Pixel(y)))
    }
    return runs.filter { !$0.isEmpty }
  }

  private func line(_ run: [(x: Pixel, y: Pixel)]) -> String {
    guard run.count > 1, let first = run.first else { return dot(run) }
    return "M\(first.x) \(first.y)L"
      + run.dropFirst().map { "\($0.x) \($0.y)" }.joined(separator: " ")
  }

  /// A single point: a line of no length, which round caps draw as a dot.
  private func dot(_ run: [(x: Pixel, y: Pixel)]) -> String {
    run.first.map { "M\($0.x) \($0.y)h0.01" } ?? ""
  }

  private func area(_ run: [(x: Pixel, y: Pixel)]) -> String {
    guard let first = run.first, let last = run.last else { return "" }
    let floor = Pixel(layout.values.pixel(0) ?? layout.bottom)
    return line(run) + "L\(last.x) \(floor) \(first.x) \(floor)z"
  }
}
