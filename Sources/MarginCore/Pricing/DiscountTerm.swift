/// What options of one term share whatever the price and volatility: time and discount factors.
struct DiscountTerm<L: Lanes>: Sendable {
  let years: L
  let rate: L
  let yield: L
  /// √T, and r − q.
  let rootYears: L
  let carry: L
  /// e^(−qT) and e^(−rT).
  let spotDiscount: L
  let strikeDiscount: L

  /// `years` below 0 count as 0; `isOnForward` says that `yield` equals `rate`, which saves an
  /// exponential.
  @inline(__always)
  init(years: L, rate: L, yield: L, isOnForward: Bool = false) {
    (self.rate, self.yield, carry) = (rate, yield, rate - yield)
    self.years = L.larger(years, .zero)
    rootYears = self.years.squareRoot()
    spotDiscount = Elementary.exp((yield * self.years).negated)
    strikeDiscount = isOnForward ? spotDiscount : Elementary.exp((rate * self.years).negated)
  }
}

extension DiscountTerm<SIMD16<Double>> {
  /// The same term in every lane.
  @inline(__always)
  init(repeating term: DiscountTerm<Double>) { self.init(term) { L(repeating: $0) } }

  /// The term of one lane in every lane.
  @inline(__always)
  func repeating(_ lane: Int) -> Self { Self(self) { L(repeating: $0[lane]) } }
}

extension DiscountTerm {
  @inline(__always)
  private init<Other>(_ term: DiscountTerm<Other>, _ convert: (Other) -> L) {
    (years, rate, yield) = (convert(term.years), convert(term.rate), convert(term.yield))
    (rootYears, carry) = (convert(term.rootYears), convert(term.carry))
    spotDiscount = convert(term.spotDiscount)
    strikeDiscount = convert(term.strikeDiscount)
  }
}
