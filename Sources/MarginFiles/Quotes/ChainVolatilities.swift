internal import MarginCore

/// Implied volatilities of a chain's mids, and why some quotes have none.
///
/// Of call and put at one strike the one out of the money counts, whose price is nearly all
/// volatility; the other where that has no bid or no ask.
struct ChainVolatilities {
  private(set) var expiries: [ExpiryQuotes] = []
  private(set) var count = QuoteCount()

  private let source: QuoteSource
  private let market: ChainMarket

  init(_ chain: OptionChain, _ source: QuoteSource, _ market: ChainMarket) {
    (self.source, self.market) = (source, market)
    count.quotes = chain.quotes.count
    for (_, quotes) in chain.expiries { add(quotes) }
  }

  private mutating func add(_ quotes: [OptionQuote]) {
    let living = quotes.filter { $0.time < $0.expiry && $0.time + source.minTenor <= $0.expiry }
    let priced = living.filter { $0.mid != nil }
    count.near += quotes.count - living.count
    count.oneSided += living.count - priced.count
    guard let last = priced.map(\.time).max(), let expiry = priced.first?.expiry else { return }
    let parity = forward == .parity ? market.parity(of: priced) : nil
    let chosen = priced.filter { quote in
      guard let level = level(quote, parity) else { return true }
      return isOutOfTheMoney(quote, level)
        || !priced.contains { $0.strike == quote.strike && $0.isCall != quote.isCall }
    }
    count.inTheMoney += priced.count - chosen.count
    let points = chosen.compactMap { point($0, parity) }
    count.used += points.count
    if !points.isEmpty {
      expiries.append(ExpiryQuotes(years: last.years(until: expiry), quotes: points))
    }
  }

  private var forward: QuoteSource.Forward? { source.forward }

  private func level(_ quote: OptionQuote, _ parity: Double?) -> Double? {
    switch forward ?? (quote.isInverse ? .quoted : .carry) {
    case .quoted: quote.underlying
    case .carry: market.carried(quote)
    case .parity: parity
    }
  }

  private func isOutOfTheMoney(_ quote: OptionQuote, _ forward: Double) -> Bool {
    quote.isCall ? quote.strike >= forward : quote.strike < forward
  }

  private mutating func point(_ quote: OptionQuote, _ parity: Double?) -> SmileQuote? {
    guard let price = quote.mid, let level = level(quote, parity),
      let rate = market.rate(at: quote.time)
    else {
      count.unplaced += 1
      return nil
    }
    do throws(ImpliedVolatilityError) {
      return try SmileQuote(
        quote.right, price: price, forward: level, strike: quote.strike, years: quote.years,
        rate: rate, settlement: quote.settlement)
    } catch {
      count.refused[error.code, default: 0] += 1
      return nil
    }
  }
}

/// What became of the quotes of a file.
struct QuoteCount {
  var quotes = 0
  var used = 0
  /// Nearer to expiry than is wanted, or past it.
  var near = 0
  /// Without bid or without ask.
  var oneSided = 0
  /// Left for the option out of the money at the same strike.
  var inTheMoney = 0
  /// Without a forward price or a rate.
  var unplaced = 0
  /// At a price that no volatility explains, by the code of the reason.
  var refused: [String: Int] = [:]
  /// In expiries with too few strikes.
  var few = 0

  static func + (a: QuoteCount, b: QuoteCount) -> QuoteCount {
    var sum = a
    sum.quotes += b.quotes
    sum.used += b.used
    sum.near += b.near
    sum.oneSided += b.oneSided
    sum.inTheMoney += b.inTheMoney
    sum.unplaced += b.unplaced
    sum.refused.merge(b.refused) { $0 + $1 }
    sum.few += b.few
    return sum
  }

  /// What was done, in words for the report.
  var sentence: String {
    let refusals = refused.sorted { $0.key < $1.key }.map { ($0.value, "at a price \($0.key)") }
    let parts =
      [
        (inTheMoney, "in the money beside one out of it"), (oneSided, "without both bid and ask"),
        (near, "too near to expiry"), (unplaced, "without forward price or rate"),
        (few, "in expiries of too few strikes"),
      ] + refusals
    let left = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    return "\(used) of \(quotes) quotes make the surfaces"
      + (left.isEmpty ? "" : "; left out are \(left)")
  }
}

/// What is known beside a chain: prices, rates and yields.
struct ChainMarket {
  let plan: UnderlyingPlan
  let data: ExperimentFiles.Data

  /// The rate that discounts at `time`; `nil` when none is known.
  func rate(at time: Timestamp) -> Rate? { known(plan.rate, data.rates, time) }

  /// The spot price grown to the quote's expiry.
  func carried(_ quote: OptionQuote) -> Double? {
    guard let spot = quote.underlying ?? price(at: quote.time), let rate = rate(at: quote.time),
      let yield = known(plan.yield, data.yields, quote.time)
    else { return nil }
    return spot * (1 + growth(at: rate - yield, over: quote.years))
  }

  /// The forward of the strike where call and put are nearest; `nil` without such a pair.
  func parity(of quotes: [OptionQuote]) -> Double? {
    let pairs = quotes.filter(\.isCall).compactMap { call in
      quotes.first { !$0.isCall && $0.strike == call.strike }.map { (call, $0) }
    }
    let gaps = pairs.map { call, put in abs((call.mid ?? .infinity) - (put.mid ?? 0)) }
    guard let nearest = gaps.indices.min(by: { gaps[$0] < gaps[$1] }),
      let call = pairs[nearest].0.mid, let put = pairs[nearest].1.mid,
      let rate = rate(at: pairs[nearest].0.time)
    else { return nil }
    let quote = pairs[nearest].0
    return parityForward(
      call: call, put: put, strike: quote.strike, years: quote.years, rate: rate,
      settlement: quote.settlement)
  }

  private func price(at time: Timestamp) -> Double? {
    LastKnown(times: data.prices.times, maxAge: plan.maxAge ?? .days(5)).row(at: time)
      .map { data.prices.close[$0] }
  }

  private func known(_ source: RateSource, _ series: PriceSeries, _ time: Timestamp) -> Rate? {
    guard let file = source.file else { return source.constant }
    return LastKnown(times: series.times, maxAge: file.maxAge).row(at: time)
      .map { series.close[$0] }
  }
}
