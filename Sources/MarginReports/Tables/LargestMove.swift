import MarginCore
import MarginReplay

/// The largest relative price change of one underlying over one step.
struct LargestMove: Sendable {
  /// The underlying.
  let name: String
  /// Its index.
  let underlying: Int
  /// When the move ended.
  let time: Timestamp
  /// Price before and after.
  let before, after: Double
  /// Volatility before and after, where it is known.
  let volatilityBefore, volatilityAfter: Double

  /// The change as a fraction of the price before.
  var change: Double { before == 0 ? .nan : (after - before) / abs(before) }

  /// The size of the change as a fraction of the price before; NaN where there is none.
  var size: Double { abs(change) }

  /// The move from one step to the next, which is at `time`.
  init(
    name: String, underlying: Int, time: Timestamp, before: ReplayStep.Quote,
    after: ReplayStep.Quote
  ) {
    (self.name, self.underlying, self.time) = (name, underlying, time)
    (self.before, self.after) = (before.spot, after.spot)
    (volatilityBefore, volatilityAfter) = (before.volatility, after.volatility)
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
}

extension ReportInput {
  /// The largest move of each underlying that moved at all.
  var largestMoves: [LargestMove] { outline.largestMoves }
}
