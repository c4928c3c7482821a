import MarginCore
import MarginReplay
import Testing

@testable import MarginReports

@Suite struct LargestMoveTests {
  let times = (0..<4).map { Timestamp(microseconds: 0) + .days($0) }

  @Test func blackMondayIsFound() throws {
    let input = SampleRun().input
    let move = try #require(input.largestMoves.first)
    #expect(move.sentence.hasPrefix("On 1987-10-19 SPX went from 282.70 to 224.84 (-20.47 %)"))
    #expect(move.sentence.hasSuffix("its volatility from 20.9 % to 90.0 %."))
  }

  @Test func eachModelIsShownBeforeAndAfter() throws {
    let input = SampleRun().input
    let table = MoveTable(input: input, move: try #require(input.largestMoves.first))
    #expect(table.sentence == "span and tight issued a margin call at this step; calm did not.")
    #expect(table.table.rows[2] == ["initial margin before", "257,200", "317,200", "377,200"])
    #expect(table.table.rows[3] == ["initial margin asked", "408,100", "1,260,000", "1,260,000"])
    #expect(table.table.rows.last == ["status after", "sound", "liquidated", "closed-out"])
  }

  @Test(
    "A rise counts as much as a fall; unusable prices are passed over",
    arguments: [
      ([100.0, 90, 99, 120], 3), ([100.0, .nan, 100, 101], 3), ([10.0, -10, -5, -5], 1),
      ([0.0, 1, 2, 2], 2),
    ])
  func largest(spot: [Double], step: Int) {
    let path = ObservedPath(name: "X", spot: spot, volatility: [])
    #expect(largestMove(of: path)?.time == times[step])
  }

  @Test(arguments: [[], [100.0], [5, 5, 5], [.nan, .nan]])
  func noMove(spot: [Double]) {
    let path = ObservedPath(name: "X", spot: spot, volatility: [])
    #expect(largestMove(of: path) == nil)
  }

  private func largestMove(of path: ObservedPath) -> LargestMove? {
    let times = Array(times.prefix(path.spot.count))
    return RunOutline(RunResult(times: times, market: [path], accounts: [])).largestMoves.first
  }
}
