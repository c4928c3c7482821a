import Testing

/// What can be said of returns without the prices: where two sets tell of the same market.
@Suite struct ShippedReturnsTests {
  static let names = ["us-stocks20-returns-2007-2009", "us-stocks20-returns-2020"]

  /// Twenty assets on the days of the index, every field a return of plausible size.
  @Test(arguments: names)
  func everyFieldIsAReturn(_ name: String) throws {
    let returns = try ShippedTable(name)
    #expect(returns.header.count == 21)
    for ticker in returns.header.dropFirst() {
      let values = returns.numbers(ticker)
      #expect(values.count == returns.rows.count)
      #expect(values.allSatisfy { abs($0) < 0.4 }, "\(ticker)")
    }
  }

  @Test(arguments: names)
  func theDaysAreThoseOfTheIndex(_ name: String) throws {
    let times = try ShippedTable(name).times
    let first = try #require(times.first)
    let last = try #require(times.last)
    let index = try ShippedTable("sp500-daily").times.filter { first <= $0 && $0 <= last }
    #expect(times == index)
  }

  /// The mean of twenty large stocks and the index, from independent packages, move together: dates
  /// off by one day would take the correlation below zero, and it is 0.97.
  @Test(arguments: names)
  func theMeanFollowsTheIndex(_ name: String) throws {
    let stocks = try ShippedTable(name)
    let means = stocks.rows.map { $0.dropFirst().compactMap(Double.init).reduce(0, +) / 20 }
    let index = try Self.indexReturns()
    let moves = stocks.times.map { index[$0] ?? .nan }
    #expect(Self.correlation(means, moves) > 0.9)
  }

  private static func indexReturns() throws -> [String: Double] {
    let index = try ShippedTable("sp500-daily")
    let closes = index.numbers("close")
    let returns = zip(closes.dropFirst(), closes).map { $0 / $1 - 1 }
    return Dictionary(uniqueKeysWithValues: zip(index.times.dropFirst(), returns))
  }

  private static func correlation(_ x: [Double], _ y: [Double]) -> Double {
    let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
    let products = zip(x, y).map { ($0 - meanX) * ($1 - meanY) }.reduce(0, +)
    let (squaresX, squaresY) = (
      x.map { ($0 - meanX) * ($0 - meanX) }.reduce(0, +),
      y.map { ($0 - meanY) * ($0 - meanY) }.reduce(0, +)
    )
    return products / (squaresX * squaresY).squareRoot()
  }
}
