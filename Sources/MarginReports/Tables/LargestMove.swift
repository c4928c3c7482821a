import MarginCore
import MarginReplay

/// The largest relative price change of one underlying over one step.
struct LargestMove {
  /// The underlying.
  let name: String
  /// The index of the step that ends the move, at least 1.
  let step: Int
  /// When the move ended.
  let time: Timestamp
  /// Price before and after.
  let before, after: Double
  /// Volatility before and after, where it is known.
  let volatilityBefore, volatilityAfter: Double

  /// The change as a fraction of the price before.
  var change: Double { Self.change(before, after) }

  /// The largest move of `path`; `nil` when the path has no two usable prices in a row.
  init?(of path: ObservedPath, times: [Timestamp]) {
    let steps = 1..<max(1, min(path.spot.count, times.count))
    let sizes = steps.map { abs(Self.change(path.spot[$0 - 1], path.spot[$0])) }
    guard let largest = sizes.filter(\.isFinite).max(), largest > 0,
      let offset = sizes.firstIndex(of: largest)
    else { return nil }
    (name, step) = (path.name, offset + 1)
    (time, before, after) = (times[offset + 1], path.spot[offset], path.spot[offset + 1])
    volatilityBefore = Self.value(path.volatility, offset)
    volatilityAfter = Self.value(path.volatility, offset + 1)
  }

  /// The move in one sentence.
  var sentence: String {
    let prices = "\(NumberText.plain(before)) to \(NumberText.plain(after))"
    let size = NumberText.signedPercent(change)
    let day = Words.moment(time)
    return "On \(day) \(name) went from \(prices) (\(size))\(volatility)."
  }

  private var volatility: String {
    guard volatilityBefore.isFinite, volatilityAfter.isFinite else { return "" }
    let (from, to) = (volatilityBefore, volatilityAfter)
    return "; its volatility from \(NumberText.percent(from, 1)) to \(NumberText.percent(to, 1))"
  }

  private static func change(_ before: Double, _ after: Double) -> Double {
    before == 0 ? .nan : (after - before) / abs(before)
  }

  private static func value(_ values: [Double], _ index: Int) -> Double {
    values.indices.contains(index) ? values[index] : .nan
  }
}

extension ReportInput {
  /// The largest move of each underlying that moved at all.
  var largestMoves: [LargestMove] {
    result.market.compactMap { LargestMove(of: $0, times: result.times) }
  }
}
