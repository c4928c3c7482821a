import MarginCore
import Testing

/// Day numbers are those of Python's `datetime.date.toordinal() - 719163`.
struct CalendarDayTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1987-10-19", 6500), ("2000-02-29", 11016), ("1950-01-03", -7303),
    ("0001-01-01", -719_162), ("9999-12-31", 2_932_896), ("1900-03-01", -25508),
  ])
  func dayNumbers(text: String, number: Int) throws {
    let day = try #require(CalendarDay(iso: text))
    #expect(day.daysSinceEpoch == number)
    #expect(CalendarDay(daysSinceEpoch: number) == day)
    #expect(day.description == text)
    #expect(day.start.description == text)
    #expect(CalendarDay(containing: day.start) == day)
  }

  @Test(arguments: [
    "1987-02-29", "1987-13-01", "1987-00-10", "1987-1-1", "87-01-01", "1987/10/19", "",
    "10000-01-01", "0000-01-01", "1987-10-1x", "１９８７-10-19",
  ])
  func otherTextsAreRefused(text: String) {
    #expect(CalendarDay(iso: text) == nil)
  }

  @Test func blackMondayWasAMonday() throws {
    #expect(try #require(CalendarDay(iso: "1987-10-19")).weekday == 0)
    #expect(try #require(CalendarDay(iso: "1950-01-03")).weekday == 1)
  }

  @Test func momentsWithinADayShowTheirClock() {
    let moment = Timestamp(microseconds: 86_400_000_000 * 6500 + 3_723_000_001)
    #expect(moment.description == "1987-10-19T01:02:03.000001Z")
    #expect(Timestamp(microseconds: -1).description == "1969-12-31T23:59:59.999999Z")
  }
}
