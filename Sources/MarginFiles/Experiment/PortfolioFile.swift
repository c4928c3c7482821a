internal import Foundation
public import MarginCore

/// One account in one market, as a portfolio file describes them.
public struct PortfolioFile: Sendable {
  /// The market.
  public let market: MarketState
  /// The account.
  public let portfolio: Portfolio
  /// The currency of every amount.
  public let currency: String
}

/// Reads and checks a portfolio file.
///
/// An underlying without volatility has NaN; models that need one say so themselves. A future or
/// perpetual without entry price counts as settled at its price and adds nothing to equity.
///
/// - Parameters:
///   - path: The file.
///   - file: What problems call the file.
///   - overrides: Values of `--set`, put in before anything is checked.
/// - Throws: ``FileError`` with every problem of the file and the overrides.
public func loadPortfolio(
  _ path: String, named file: String, overrides: [String] = []
) throws(FileError) -> PortfolioFile {
  try parsePortfolio(
    try readYAMLText(path, named: file), named: file,
    relativeTo: (path as NSString).deletingLastPathComponent, overrides: overrides)
}

/// Every problem of a portfolio file; none when it can be used.
public func checkPortfolio(_ path: String, named file: String) -> [Problem] {
  do {
    _ = try loadPortfolio(path, named: file)
    return []
  } catch {
    return error.problems
  }
}

/// Reads and checks the text of a portfolio file; see ``loadPortfolio(_:named:overrides:)``.
///
/// Price files start at `folder`.
public func parsePortfolio(
  _ text: String, named file: String, relativeTo folder: String = "", overrides: [String] = []
) throws(FileError) -> PortfolioFile {
  var (settings, problems) = try readSettings(
    text, named: file, overrides: overrides, fields: PortfolioSchema.fields,
    called: "the portfolio file")
  problems += portfolioProblems(settings)
  guard problems.isEmpty else { throw .invalid(problems.inFileOrder) }
  let past = try PastPrices(settings, relativeTo: folder)
  do {
    return try PortfolioFile(settings, past)
  } catch {
    throw .invalid([error.problem(in: file)])
  }
}

private func portfolioProblems(_ settings: Record) -> [Problem] {
  let portfolio = settings["portfolio"]?.record ?? Record()
  let checks = BookChecks(
    underlyings: settings.underlyings.map(\.name),
    start: settings["market"]?.record?["time"]?.time)
  let positions = portfolio["positions"]?.list ?? []
  let contract = ["option", "underlying", "strike", "expiry", "multiplier", "settlement"]
  return positions.flatMap { checks.problems(ofPosition: $0) }
    + checks.problems(ofCollateral: portfolio["collateral"]?.list ?? [])
    + checks.repetitions(in: positions, of: contract, having: "volatility")
    + settings.underlyings.flatMap {
      checks.repetitions(
        in: $0.value.record?["expiries"]?.list ?? [], of: ["expiry"], having: "expiry")
    }
    + (portfolio["currency"]?.text.map { settings.foreignAmounts($0) } ?? [])
}

extension PortfolioFile {
  fileprivate init(_ settings: Record, _ past: PastPrices) throws(MissingSetting) {
    let fields = try settings.required("portfolio", \.record)
    let book = BookReader(underlyings: settings.underlyings.map(\.name))
    let list = try fields.required("positions", \.list)
    let market = try MarketState(
      settings, past, volatilities: try book.volatilities(list))
    self.market = market
    currency = try fields.required("currency", \.text)
    portfolio = Portfolio(
      positions: try book.positions(list).map { $0.settled(in: market) },
      cash: try fields.required("cash", \.money),
      collateral: try book.collateral(try fields.required("collateral", \.list)))
  }
}

extension MarketState {
  fileprivate init(
    _ settings: Record, _ past: PastPrices, volatilities: [OptionContract: Volatility]
  ) throws(MissingSetting) {
    var underlyings: [Underlying] = []
    var states: [UnderlyingState] = []
    for entry in settings.underlyings {
      guard let fields = entry.value.record else { continue }
      let index = underlyings.count
      underlyings.append(try Underlying(entry.name, fields))
      states.append(
        try UnderlyingState(
          fields, volatilities: volatilities.filter { $0.key.underlying == index }))
    }
    self.init(
      time: try settings.required("market", \.record).required("time", \.time),
      underlyings: underlyings, states: states, pastTimes: past.times, pastSpots: past.spots)
  }
}

extension UnderlyingState {
  fileprivate init(
    _ fields: Record, volatilities: [OptionContract: Volatility]
  ) throws(MissingSetting) {
    let spot = try fields.required("spot", \.number)
    let marks = try VenueMarks(fields, spot: spot, volatilities: volatilities)
    self.init(
      spot: spot, volatility: fields["volatility"]?.number ?? .nan,
      rate: try fields.required("rate", \.number), yield: try fields.required("yield", \.number),
      marks: marks == VenueMarks() ? nil : marks)
  }
}

extension Position {
  /// The position with all gains paid at today's price, unless it says up to which price.
  fileprivate func settled(in market: MarketState) -> Position {
    guard instrument.paysVariation, settledPrice == 0 else { return self }
    let price = price(in: market[instrument.underlying], at: market.time)
    return Position(
      instrument, quantity: quantity, purpose: purpose, settledPrice: price, quote: quote)
  }
}
