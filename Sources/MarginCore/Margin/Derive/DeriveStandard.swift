/// Derive's standard manager: every expiry by itself, at its isolated margins or its largest loss.
///
/// Source: Derive (formerly Lyra) v2, StandardManager, restated in this project's own words. An
/// independent implementation; Derive and Lyra are names of their owners.
public struct DeriveStandard: MarginModel {
  /// The model's id.
  public let id: String
  let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// Linear perpetuals and options, and coins held, of which none can be short.
  public func covers(_ instrument: Instrument) -> Bool { instrument.isOnDerive(withSpot: true) }

  /// Value at the marks less the venue's net margin, summed over markets.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(
      portfolio, coveredBy: self, hint: "the standard manager has linear options and perpetuals")
    try market.checkNoShortSpot(portfolio, model: id)
    try market.checkMarks(portfolio)
    let books = DeriveBook.all(of: portfolio, in: market).map { ($0, options($0)) }
    let sum = { (part: (DeriveBook, Both) -> Money) in books.reduce(0) { $0 + part($1.0, $1.1) } }
    let marked = sum { book, _ in self.marked(book) }
    return MarginRequirement(
      initial: max(0, marked - sum { net($0, options: $1.initial, isInitial: true) }),
      maintenance: max(0, marked - sum { net($0, options: $1.maintenance, isInitial: false) }),
      components: [
        MarginComponent(
          "perpetuals_initial", sum { book, _ in -perpetuals(book, isInitial: true) }),
        MarginComponent("options_initial", sum { -$1.initial }),
        MarginComponent("base_initial", sum { book, _ in -base(book, isInitial: true) }),
        MarginComponent("depeg_initial", sum { book, _ in -depeg(book) }),
        MarginComponent("mark_to_market", marked),
      ])
  }

  /// Amounts for initial and for maintenance margin.
  typealias Both = (initial: Money, maintenance: Money)

  private func marked(_ book: DeriveBook) -> Money {
    book.expiries.reduce(book.perpetualGain + book.base * book.spot / book.peg) {
      $0 + $1.value(at: $1.forward, volatility: \.volatility)
    }
  }

  /// Net margin of one market without cash: what the venue calls margin, negative when deficient.
  private func net(_ book: DeriveBook, options: Money, isInitial: Bool) -> Money {
    perpetuals(book, isInitial: isInitial) + book.perpetualGain + options
      + base(book, isInitial: isInitial) + (isInitial ? depeg(book) : 0)
  }

  private func perpetuals(_ book: DeriveBook, isInitial: Bool) -> Money {
    let rate = values[isInitial ? "perpetual-initial" : "perpetual-maintenance", of: book.name]
    return -abs(book.perpetualValue) * rate
      - (isInitial ? penalty(book.confidence, abs(book.perpetuals), book) : 0)
  }

  private func base(_ book: DeriveBook, isInitial: Bool) -> Money {
    let value = book.base * book.spot * values["base-factor", of: book.name]
    guard isInitial else { return value }
    return value * values["base-initial-scale", of: book.name]
      - penalty(book.spotConfidence, book.base, book)
  }

  private func depeg(_ book: DeriveBook) -> Money {
    let short = book.expiries.reduce(abs(book.perpetuals)) { $0 + $1.short }
    return -values.pegCharge(book.peg, of: book.name) * book.spot * short
  }

  /// Charge on `coins` for an oracle below the threshold.
  func penalty(_ confidence: Double, _ coins: Double, _ book: DeriveBook) -> Money {
    values.confidenceCharge(confidence, of: book.name) * book.spot * coins
  }
}

extension DeriveStandard {
  /// The family of Derive's standard manager.
  public static let family = ModelFamily(
    name: "derive-standard",
    summary: "Per expiry the better of isolated margins and largest loss, plus rates on the rest.",
    parameters: [
      ModelParameter("option-initial", "short option at the money, of spot", in: 0...1),
      ModelParameter("option-minimum", "least initial margin of a short option", in: 0...1),
      ModelParameter("call-maintenance", "maintenance of a short call, of spot", in: 0...1),
      ModelParameter("put-maintenance", "maintenance of a short put, of spot", in: 0...1),
      ModelParameter("put-mark-maintenance", "or of its mark, if larger", in: 0...10),
      ModelParameter("put-initial-scale", "initial over maintenance, deep short put", in: 0...10),
      ModelParameter("unpaired-initial", "net short calls, of forward", in: 0...10),
      ModelParameter("unpaired-maintenance", "net short calls, of forward", in: 0...10),
      ModelParameter("perpetual-initial", "initial margin, of value", in: 0...1),
      ModelParameter("perpetual-maintenance", "maintenance margin, of value", in: 0...1),
      ModelParameter("base-factor", "share of coins held that counts", in: 0...1),
      ModelParameter("base-initial-scale", "its share for initial margin", in: 0...1),
    ] + DeriveParameters.oracles,
    make: { DeriveStandard(id: $0, $1) })
}
