import MarginCore

/// A chart over time, before it is drawn.
struct Chart: Sendable {
  /// The file name without its suffix.
  var name: String
  /// What it shows, in a few words.
  var title: String
  /// What a reader who cannot see it should know.
  var caption = ""
  /// What the vertical axis measures.
  var unit = ""
  /// Size of the drawing in pixels.
  var size = Size.wide
  /// Lines and areas, drawn in order.
  var series: [Series]
  /// Marked events, drawn on top.
  var markers: [Marker] = []
  /// Moments marked by a vertical line.
  var moments: [Moment] = []
  /// How the numbers on the vertical axis read.
  var format = AxisFormat.compact
  /// Whether the vertical axis is logarithmic when the values allow it.
  var isLogarithmic = false
  /// Whether the vertical axis must show zero.
  var showsZero = false
  /// Values the vertical axis must show, to make charts comparable.
  var including: [Double] = []
  /// Whether names stand at the ends of lines instead of in a legend.
  var labelsLines = false

  /// Width and height in pixels.
  struct Size: Sendable {
    var width: Double
    var height: Double

    /// The whole width of the report.
    static let wide = Size(width: 1060, height: 320)
    /// Half the width.
    static let half = Size(width: 520, height: 230)

    /// How many points of a line can be told apart.
    var points: Int { width > 600 ? 800 : 400 }
  }

  /// A line or an area.
  struct Series: Sendable {
    var label: String
    /// The points, no more than the chart can show.
    var line: ThinnedLine
    /// CSS classes: colour, then line style.
    var style: String
    /// Whether the space between the line and zero is filled.
    var isFilled = false

    /// When the points are.
    var times: [Timestamp] { line.times }
    /// Their values.
    var values: [Double] { line.values }
  }

  /// A marked point.
  struct Marker: Sendable {
    var kind: Kind
    var time: Timestamp
    var value: Double
    /// Shown when the pointer rests on it.
    var note: String
    /// How many events it stands for.
    var count = 1

    /// What a marker means.
    enum Kind: String, Sendable, CaseIterable {
      case call, liquidation, move
    }
  }

  /// A marked moment.
  struct Moment: Sendable {
    var time: Timestamp
    var note: String
  }
}
