public import MarginCore
internal import MarginReplay

/// Where half-spreads of spot and futures come from that are quoted.
public struct SpreadSource: Sendable, Equatable {
  /// The file, as written in the experiment.
  public let file: String
  /// How it is laid out: bid and ask, or half-spreads as fractions once it has scaled them.
  public let layout: SeriesLayout
  /// A quote older than this is not used.
  public let maxAge: TimeSpan

  /// The source of the fields of `costs`; `nil` when they hold numbers.
  init?(_ costs: Record) throws(MissingSetting) {
    guard let settings = costs["half-spread"]?.record else { return nil }
    file = try settings.required("file", \.text)
    maxAge = try settings.required("max-age", \.span)
    if let column = settings["half-spread"]?.text {
      var layout = SeriesLayout(settings, .rates, looksForUsualNames: false)
      layout.columns = [.init("rate", in: column)]
      self.layout = layout
    } else {
      var layout = SeriesLayout(settings, .spreads, looksForUsualNames: false)
      layout.columns = ["bid", "ask"].map { .init($0, in: settings[$0]?.text ?? $0) }
      self.layout = layout
    }
  }
}

/// Half-spreads as fractions of the price, by the time they were quoted.
struct QuotedSpreads {
  /// A sentence for the report.
  let note: String
  private let source: SpreadSource
  private let times: [Timestamp]
  private let values: [Double]
  private let place: Place

  /// Half of ask less bid, of the price in their middle; or the column of half-spreads as it is.
  init(_ source: SpreadSource, _ table: SeriesTable, place: Place) throws(FileError) {
    let (bids, asks) = (table["bid"], table["ask"])
    values = asks.isEmpty ? table["rate"] : zip(bids, asks).map { ($1 - $0) / ($1 + $0) }
    (self.source, times, self.place) = (source, table.times, place)
    note = Self.note(source, values)
    if let row = values.firstIndex(where: { !(0...0.5).contains($0) }) {
      throw .invalid([unusable(values[row], at: times[row])])
    }
  }

  /// The half-spread that was last known at each moment.
  ///
  /// - Parameter steps: The moments at which one must be known.
  func rate(at steps: [Timestamp]) throws(FileError) -> DatedRate {
    let known = LastKnown(times: times, maxAge: source.maxAge)
    let missing = steps.filter { known.row(at: $0) == nil }
    guard missing.isEmpty, let rate = DatedRate(zip(times, values).map { ($0, $1) }) else {
      throw .invalid([unknown(missing)])
    }
    return rate
  }

  private static func note(_ source: SpreadSource, _ values: [Double]) -> String {
    let columns = source.layout.columns.map(\.column).joined(separator: " and ")
    return
      "The half-spread of spot and futures is the last known of \(source.file) (\(columns)), from "
      + "\(numberText(values.min() ?? .nan)) to \(numberText(values.max() ?? .nan)) of the price over the file."
  }

  private func unusable(_ value: Double, at time: Timestamp) -> Problem {
    Problem(
      at: place,
      "the half-spread `\(numberText(value))` of \(shown(source.file)) on \(time) is not a fraction "
        + "from 0 to 0.5 of the price",
      code: "out-of-range",
      hint: "turn the column into fractions with  scale: 0.0001  for basis points")
  }

  private func unknown(_ times: [Timestamp]) -> Problem {
    let first = times.first.map { "on \($0), the first of \(times.count) such steps" }
    return Problem(
      at: place, "no half-spread is known \(first ?? "at any step")", code: "missing-rate",
      hint: "raise max-age if an older quote will do, or narrow from and to")
  }
}
