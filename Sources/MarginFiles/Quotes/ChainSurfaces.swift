internal import MarginCore

/// A surface and the moment it was known.
struct DatedSurface {
  let time: Timestamp
  let surface: any VolatilitySurface
}

/// The surfaces of a file of option quotes, one for each chain that makes one.
struct ChainSurfaces {
  private(set) var surfaces: [DatedSurface] = []
  private(set) var count = QuoteCount()
  /// Squared errors of volatility at the quotes, and how many there are.
  private var errors = (sum: 0.0, count: 0)

  private let source: QuoteSource

  /// - Throws: ``FileError`` when no chain makes a surface, or one that has arbitrage.
  init(
    _ quotes: [OptionQuote], _ source: QuoteSource, _ market: ChainMarket, place: Place
  ) throws(FileError) {
    self.source = source
    var problems: [Problem] = []
    for chain in OptionChain.chains(quotes, within: source.within) {
      let found = ChainVolatilities(chain, source, market)
      var usable = found.expiries.filter { $0.strikes >= source.fit.leastStrikes }
      if usable.count < source.fit.leastExpiries { usable = [] }
      count = count + found.count.without(found.expiries, but: usable)
      guard !usable.isEmpty else { continue }
      do throws(FileError) {
        let surface = try source.fit.surface(usable, at: chain.time, place)
        surfaces.append(DatedSurface(time: chain.time, surface: surface))
        measure(surface, usable)
      } catch {
        problems += error.problems
      }
    }
    if surfaces.isEmpty, problems.isEmpty { problems.append(none(place)) }
    guard problems.isEmpty else { throw .invalid(problems) }
  }

  /// What was done, in words for the report.
  var sentence: String {
    let error = errors.count == 0 ? 0 : (errors.sum / Double(errors.count)).squareRoot()
    return count.sentence
      + (source.fit == .linear
        ? ""
        : "; the fit misses their volatilities by \(numberText((error * 1e6).rounded() / 1e6)) (root mean square)")
  }

  private mutating func measure(_ surface: any VolatilitySurface, _ expiries: [ExpiryQuotes]) {
    for expiry in expiries {
      for quote in expiry.quotes {
        let quoted = (quote.totalVariance / expiry.years).squareRoot()
        let error = surface.volatility(quote.logMoneyness, years: expiry.years) - quoted
        errors = (errors.sum + error * error, errors.count + 1)
      }
    }
  }

  private func none(_ place: Place) -> Problem {
    Problem(
      at: place, "no chain of \(shown(source.file)) makes a surface: \(count.sentence)",
      code: "too-few-quotes",
      hint: "quotes of one snapshot that differ in time belong together with  within: 5m; "
        + "\(source.fit.rawValue) needs \(source.fit.leastStrikes) strikes"
        + (source.fit.leastExpiries > 1 ? " and \(source.fit.leastExpiries) expiries" : ""))
  }
}

extension QuoteSource.Fit {
  fileprivate var leastStrikes: Int { self == .linear ? 1 : 5 }
  fileprivate var leastExpiries: Int { self == .ssvi ? 2 : 1 }

  fileprivate func surface(
    _ expiries: [ExpiryQuotes], at time: Timestamp, _ place: Place
  ) throws(FileError) -> any VolatilitySurface {
    do {
      switch self {
      case .linear: return try QuotedSurface(expiries)
      case .svi: return try SVISlices(try expiries.map(slice))
      case .ssvi: return try SSVI.fit(expiries).soundSurface()
      }
    } catch let error as SurfaceArbitrage {
      throw .invalid(error.problems.map { unsound($0, time, place) })
    } catch {
      throw .invalid([unfitted("\(error)", time, place)])
    }
  }

  private func slice(_ expiry: ExpiryQuotes) throws -> SVISlices.Slice {
    SVISlices.Slice(years: expiry.years, smile: try RawSVI.fit(expiry.quotes).smile)
  }

  private func unsound(_ problem: SurfaceProblem, _ time: Timestamp, _ place: Place) -> Problem {
    Problem(
      at: place, "the \(rawValue) fit to the quotes of \(time) has arbitrage: \(problem)",
      code: "arbitrage",
      hint: self == .svi
        ? "try  fit: ssvi,  which ties the expiries together, or  fit: linear"
        : "take  fit: linear,  which draws lines through the quotes as they are")
  }

  private func unfitted(_ reason: String, _ time: Timestamp, _ place: Place) -> Problem {
    Problem(
      at: place, "the quotes of \(time) cannot be fitted: \(reason)", code: "too-few-quotes",
      hint: "take  fit: linear,  which draws lines through the quotes as they are")
  }
}

extension ExpiryQuotes {
  fileprivate var strikes: Int { Set(quotes.map(\.logMoneyness)).count }
}

extension QuoteCount {
  /// Without the quotes of expiries that are not used after all.
  fileprivate func without(_ found: [ExpiryQuotes], but usable: [ExpiryQuotes]) -> QuoteCount {
    var count = self
    count.few =
      found.reduce(0) { $0 + $1.quotes.count } - usable.reduce(0) { $0 + $1.quotes.count }
    count.used -= count.few
    return count
  }
}
