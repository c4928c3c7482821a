internal import MarginCore
internal import MarginReplay

/// What a run must show for a statement to hold.
///
/// Either a quantity of an underlying's data, `close(SPX, 1987-10-19) == 224.84 ± 0.005`, or a metric
/// of an account, `calls(reg-t) >= 1`, as in an experiment's checks.
public struct FactCheck: Sendable, Equatable {
  /// The check as written.
  public let text: String
  let claim: Claim

  enum Claim: Sendable, Equatable {
    case market(FactQuantity, underlying: String, FactDays, Bound)
    case metric(DeclaredCheck)
  }

  struct Bound: Sendable, Equatable {
    let comparison: DeclaredCheck.Comparison
    let value: Double
    let tolerance: Double
  }

  /// Reads a check; `nil` for anything else.
  public init?(_ text: String) {
    self.text = text
    if let market = Self.market(text) {
      claim = market
    } else if let check = DeclaredCheck(text) {
      claim = .metric(check)
    } else {
      return nil
    }
  }

  private static func market(_ text: String) -> Claim? {
    let form =
      /\s*([a-z-]+)\(\s*([^(),\s]+)\s*,\s*([-0-9]+)\s*(?:,\s*([-0-9]+)\s*)?\)\s*(>=|<=|==|>|<)\s*([^\s±]+)\s*(?:±\s*([^\s]+)\s*)?/
    guard let match = text.wholeMatch(of: form)?.output,
      let quantity = FactQuantity(rawValue: String(match.1)),
      let days = days(match.3, match.4),
      let bound = bound(String(match.5), match.6, match.7)
    else { return nil }
    return .market(quantity, underlying: String(match.2), days, bound)
  }

  private static func days(_ first: Substring, _ last: Substring?) -> FactDays? {
    guard let start = CalendarDay(iso: first), let end = CalendarDay(iso: last ?? first),
      start.daysSinceEpoch <= end.daysSinceEpoch
    else { return nil }
    return FactDays(start, end)
  }

  private static func bound(_ sign: String, _ value: Substring, _ tolerance: Substring?) -> Bound? {
    guard let comparison = DeclaredCheck.Comparison(rawValue: sign),
      let number = finiteNumber(String(value)),
      let width = finiteNumber(String(tolerance ?? "0")), width >= 0,
      tolerance == nil || comparison == .equal
    else { return nil }
    return Bound(comparison: comparison, value: number, tolerance: width)
  }
}
