import MarginCore
import Testing

@testable import MarginReports

@Suite struct TicksTests {
  @Test(
    "Ticks are round numbers inside the range",
    arguments: [
      (0.0...1_050_000.0, ["0", "0.2M", "0.4M", "0.6M", "0.8M", "1.0M"]),
      (-60...2, ["-60", "-40", "-20", "0"]),
      (0...0.0004, ["0", "0.0001", "0.0002", "0.0003", "0.0004"]),
      (180_000...352_000, ["200k", "250k", "300k", "350k"]),
    ])
  func values(range: ClosedRange<Double>, labels: [String]) {
    let ticks = Ticks(covering: range, count: 6)
    #expect(AxisFormat.compact.labels(for: ticks) == labels)
    #expect(ticks.values.allSatisfy { range.contains($0) })
  }

  @Test func percentTicks() {
    let ticks = Ticks(covering: 0...0.9, count: 4)
    #expect(AxisFormat.percent.labels(for: ticks) == ["0 %", "25 %", "50 %", "75 %"])
  }

  @Test(
    "Hostile ranges give few ticks and no trap",
    arguments: [
      0.0...0, 1...1, -1e300...1e300, 0...Double.leastNormalMagnitude, 1e300...1.000001e300,
    ])
  func hostile(range: ClosedRange<Double>) {
    let ticks = Ticks(covering: range, count: 6)
    #expect(ticks.values.count <= 100)
    #expect(ticks.values.allSatisfy { $0.isFinite })
    #expect(AxisFormat.compact.labels(for: ticks).count == ticks.values.count)
  }

  @Test func constantSeriesGetARangeAroundThem() {
    #expect(ValueScale.range(of: [5, 5], isLogarithmic: false) == 4.5...5.5)
    #expect(ValueScale.range(of: [0], isLogarithmic: false) == -1...1)
    #expect(ValueScale.range(of: [.nan], isLogarithmic: false) == 0...1)
    #expect(ValueScale.range(of: [-1e308, 1e308], isLogarithmic: false).upperBound.isFinite)
  }

  @Test(
    "Dates of the axis suit its span",
    arguments: [
      ("1987-01-01", "1987-12-31", ["Jan", "Apr", "Jul", "Oct"], "1987"),
      ("1987-10-01", "1987-10-31", ["5 Oct", "12 Oct", "19 Oct", "26 Oct"], "1987"),
      ("1950-06-01", "2022-01-01", ["1960", "1970", "1980"], ""),
    ])
  func dates(first: String, last: String, labels: [String], context: String) throws {
    let range = try day(first)...day(last)
    let ticks = TimeTicks.covering(range, count: 8)
    #expect(Array(ticks.map(\.label).prefix(labels.count)) == labels)
    #expect(ticks.first?.context == context)
    #expect(ticks.count <= 9)
  }

  @Test func hoursCarryTheirDay() throws {
    let start = try day("2020-03-12")
    let ticks = TimeTicks.covering(start...(start + .days(1)), count: 10)
    #expect(ticks.map(\.label).prefix(3) == ["00:00", "03:00", "06:00"])
    #expect(ticks.first?.context == "12 Mar 2020")
  }

  @Test func allOfTimeDoesNotTrap() {
    let all = Timestamp(microseconds: .min)...Timestamp(microseconds: .max)
    #expect(TimeTicks.covering(all, count: 5).count <= 100)
  }

  private func day(_ iso: String) throws -> Timestamp {
    try #require(CalendarDay(iso: iso)).start
  }
}
