/// The frontier as SVG: mean cost to the right, hedge error upwards, a line for each policy.
func frontierChart(_ points: [FrontierPoint]) -> String {
  let frame = ChartFrame(
    width: 720, height: 460, x: points.map(\.meanCost).max() ?? 1, y: points.map(\.error).max() ?? 1
  )
  let series = [
    ("whalley-wilmott", "#1f6fb2", "risk aversion "), ("schedule", "#c05a1c", "every "),
  ]
  let lines = series.map { policy, colour, label in
    let own = points.filter { $0.policy == policy }
    return frame.line(own.map { ($0.meanCost, $0.error) }, colour)
      + own.enumerated().map { index, point in
        frame.dot(
          point.meanCost, point.error, colour,
          "\(label)\(short(point.parameter))\(policy == "schedule" ? " d" : "")",
          isAbove: policy == "schedule", isLabelled: index % 2 == 0)
      }.joined()
  }
  return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 460" font-family="sans-serif" font-size="12">
    <title>Cost and error of hedging one short call: a Whalley-Wilmott band against a schedule</title>
    <rect width="720" height="460" fill="white"/>
    \(frame.axes("mean cost of hedging, USD per call worth 3.96 USD", "sd of the hedge error, USD"))
    \(lines.joined())
    <text x="430" y="60" fill="#1f6fb2">Whalley-Wilmott band, by risk aversion per USD</text>
    <text x="430" y="80" fill="#c05a1c">fixed schedule, by days between hedges</text>
    </svg>

    """
}

private func short(_ x: Double) -> String { x == x.rounded() ? "\(Int(x))" : "\(x)" }

/// Where values stand on the page.
struct ChartFrame {
  let width, height, x, y: Double

  private func left(_ value: Double) -> Double { 70 + value / (x * 1.15) * (width - 100) }
  private func top(_ value: Double) -> Double { height - 55 - value / (y * 1.1) * (height - 85) }
  private func text(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

  func line(_ points: [(Double, Double)], _ colour: String) -> String {
    let path = points.map { "\(text(left($0.0))),\(text(top($0.1)))" }.joined(separator: " ")
    return "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\"/>\n"
  }

  func dot(
    _ a: Double, _ b: Double, _ colour: String, _ label: String, isAbove: Bool, isLabelled: Bool
  ) -> String {
    let place =
      isAbove
      ? "x=\"\(text(left(a) + 7))\" y=\"\(text(top(b) - 7))\""
      : "x=\"\(text(left(a) - 7))\" y=\"\(text(top(b) + 16))\" text-anchor=\"end\""
    return "<circle cx=\"\(text(left(a)))\" cy=\"\(text(top(b)))\" r=\"4\" fill=\"\(colour)\"/>\n"
      + (isLabelled ? "<text \(place) fill=\"\(colour)\" font-size=\"10\">\(label)</text>\n" : "")
  }

  func axes(_ across: String, _ upwards: String) -> String {
    let ticks = (0...5).map { step in
      let (a, b) = (x * Double(step) / 5, y * Double(step) / 5)
      return """
        <text x="\(text(left(a)))" y="\(height - 38)" text-anchor="middle">\(text(a))</text>
        <text x="62" y="\(text(top(b) + 4))" text-anchor="end">\(text(b))</text>
        <line x1="70" x2="\(width - 30)" y1="\(text(top(b)))" y2="\(text(top(b)))" stroke="#ddd"/>

        """
    }
    return ticks.joined()
      + "<text x=\"\(width / 2)\" y=\"\(height - 12)\" text-anchor=\"middle\">\(across)</text>\n"
      + "<text transform=\"translate(18 \(height / 2)) rotate(-90)\" text-anchor=\"middle\">\(upwards)</text>"
  }
}
