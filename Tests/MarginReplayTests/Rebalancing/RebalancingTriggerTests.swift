import MarginCore
import MarginReplay
import Testing

/// When portfolios are traded, and to which weights.
struct RebalancingTriggerTests {
  private func drift(
    _ weights: [Double], _ targets: [Double], at time: Timestamp = day(9), since: Timestamp = day(0)
  ) -> WeightDrift {
    WeightDrift(time: time, lastTrade: since, weights: weights, targets: targets)
  }

  private func date(_ text: String) -> Timestamp {
    CalendarDay(iso: text)?.start ?? Timestamp(microseconds: 0)
  }

  /// Widths that doubles hold exactly, so that the edge is the edge.
  @Test func aWeightOnTheEdgeOfItsBandIsInside() {
    let absolute = BandRebalancing(width: 0.0625)
    #expect(absolute.destination(of: drift([0.5625, 0.4375], [0.5, 0.5])) == nil)
    #expect(absolute.destination(of: drift([0.5626, 0.4374], [0.5, 0.5])) == [0.5, 0.5])
    let relative = BandRebalancing(width: 0.125, .relative)
    #expect(relative.destination(of: drift([0.5625], [0.5])) == nil)
    #expect(relative.destination(of: drift([0.4374], [0.5])) == [0.5])
  }

  /// 0.6/0.3 with 0.1 cash: a drift of 0.02 is 3.3 % of the first target and 6.7 % of the second.
  @Test func aRelativeBandIsNarrowerForASmallWeight() {
    let band = BandRebalancing(width: 0.05, .relative)
    #expect(band.destination(of: drift([0.62, 0.3], [0.6, 0.3])) == nil)
    #expect(band.destination(of: drift([0.6, 0.32], [0.6, 0.3])) == [0.6, 0.3])
    #expect(band.destination(of: drift([-1.06], [-1])) == [-1])
  }

  /// 66/34 with bands of 5 points goes to 65/35; three assets keep their sum, so that no cash is left.
  @Test func tradingToTheEdgeShrinksAllDriftsAlike() throws {
    let band = BandRebalancing(width: 0.05, to: .edge)
    let two = try #require(band.destination(of: drift([0.66, 0.34], [0.6, 0.4])))
    #expect(abs(two[0] - 0.65) < 1e-15 && abs(two[1] - 0.35) < 1e-15)
    let three = try #require(band.destination(of: drift([0.6, 0.22, 0.18], [0.5, 0.3, 0.2])))
    #expect(zip(three, [0.55, 0.26, 0.19]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(abs(three.reduce(0, +) - 1) < 1e-15)
  }

  /// A jump over several bands is one trade: from 90 % to the edge at 65 %, or to 60 %.
  @Test func aJumpOverSeveralBandsIsTradedOnce() throws {
    let far = drift([0.9, 0.1], [0.6, 0.4])
    let edge = try #require(BandRebalancing(width: 0.05, to: .edge).destination(of: far))
    #expect(abs(edge[0] - 0.65) < 1e-15 && abs(edge[1] - 0.35) < 1e-15)
    #expect(BandRebalancing(width: 0.05).destination(of: far) == [0.6, 0.4])
  }

  @Test func aTargetOfZeroHasNoRelativeBand() {
    let band = BandRebalancing(width: 0.5, .relative)
    #expect(band.destination(of: drift([0], [0])) == nil)
    #expect(band.destination(of: drift([1e-9], [0])) == [0])
  }

  @Test func aSpanIsCountedFromTheLastTrade() {
    let weekly = CalendarRebalancing(.span(.days(7)))
    #expect(weekly.destination(of: drift([0.7], [0.6], at: day(6))) == nil)
    #expect(weekly.destination(of: drift([0.7], [0.6], at: day(7))) == [0.6])
    let always = CalendarRebalancing(.span(.zero))
    #expect(always.destination(of: drift([0.7], [0.6], at: day(0))) == [0.6])
    #expect(NoRebalancing().destination(of: drift([2], [0.6])) == nil)
  }

  /// The first step of a month acts, of a quarter in January, April, July and October.
  @Test(arguments: [
    (1, "1999-12-31", "2000-01-03", true), (1, "2000-01-03", "2000-01-31", false),
    (3, "2000-01-03", "2000-03-31", false), (3, "2000-01-03", "2000-04-03", true),
    (12, "2000-01-03", "2000-12-29", false), (12, "2000-12-29", "2001-01-02", true),
    (12, "1998-05-01", "2001-08-02", true),
  ])
  func calendarPeriodsBeginWithTheirFirstStep(
    months: Int, last: String, now: String, acts: Bool
  ) {
    let trigger = CalendarRebalancing(.months(months))
    let drift = drift([0.7], [0.6], at: date(now), since: date(last))
    #expect((trigger.destination(of: drift) != nil) == acts)
  }
}
