import MarginCore

/// Where the parts of a chart stand.
struct ChartLayout {
  let chart: Chart
  let times: TimeScale
  let values: ValueScale
  let valueTicks: [(value: Double, label: String)]
  let timeTicks: [TimeTick]
  let legend: Legend

  /// Pixels of the plot's edges.
  var left: Double { times.left }
  var right: Double { times.right }
  var top: Double { values.top }
  var bottom: Double { values.bottom }

  init(_ chart: Chart) {
    self.chart = chart
    let isLogarithmic = Self.usesLogarithm(chart)
    let range = Self.valueRange(chart, isLogarithmic: isLogarithmic)
    valueTicks = Self.ticks(chart, range, isLogarithmic)
    let left = 14 + (valueTicks.map { TextWidth.small($0.label) }.max() ?? 0)
    let right = chart.size.width - Self.rightMargin(chart)
    legend = Legend(chart, left: left, right: right)
    let top = 12 + (chart.unit.isEmpty ? 0 : 16) + legend.height
    values = ValueScale(
      range: range, bottom: chart.size.height - 38, top: top, isLogarithmic: isLogarithmic)
    times = TimeScale(
      range: TimeScale.range(of: chart.series.lazy.flatMap(\.times)), left: left, right: right)
    timeTicks = TimeTicks.covering(times.range, count: Int((right - left) / 80))
  }

  private static func usesLogarithm(_ chart: Chart) -> Bool {
    guard chart.isLogarithmic else { return false }
    let finite = chart.series.lazy.flatMap(\.values).filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return false }
    return low > 1e-290 && high < 1e290 && high / low > 8
  }

  private static func valueRange(_ chart: Chart, isLogarithmic: Bool) -> ClosedRange<Double> {
    let extra = chart.including + (chart.showsZero ? [0] : []) + chart.markers.map(\.value)
    let values = [extra] + chart.series.map(\.values)
    return ValueScale.range(of: values.lazy.joined(), isLogarithmic: isLogarithmic)
  }

  private static func ticks(
    _ chart: Chart, _ range: ClosedRange<Double>, _ isLogarithmic: Bool
  ) -> [(value: Double, label: String)] {
    if isLogarithmic {
      return PlotLogarithm.ticks(in: range).map { ($0, CompactNumber.text($0)) }
    }
    let ticks = Ticks(covering: range, count: chart.size.height > 250 ? 6 : 4)
    return Array(zip(ticks.values, chart.format.labels(for: ticks)))
  }

  private static func rightMargin(_ chart: Chart) -> Double {
    guard chart.labelsLines else { return 22 }
    return 22 + min(150, chart.series.map { TextWidth.small($0.label) }.max() ?? 0)
  }
}

/// Estimates of how wide text is drawn.
enum TextWidth {
  /// Width in pixels of `text` at the size of chart labels.
  static func small(_ text: String) -> Double {
    text.reduce(0) { $0 + width(of: $1) }
  }

  private static func width(of character: Character) -> Double {
    if ".,ilj|'·:; ".contains(character) { return 4.2 }
    return "mwMW%".contains(character) ? 11.2 : character.isUppercase ? 8.6 : 7.4
  }

  /// `text`, shortened with an ellipsis to fit into `width` pixels.
  static func fitted(_ text: String, to width: Double) -> String {
    guard small(text) > width else { return text }
    var kept = text
    while !kept.isEmpty, small(kept) > width - 8 { kept.removeLast() }
    return kept + "…"
  }
}
