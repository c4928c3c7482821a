internal import MarginCore

/// The result of closing part or all of a book by force.
struct Liquidation {
  let account: Account
  let requirement: MarginRequirement
  let fraction: Double

  /// The smallest reduction after which equity covers initial margin, else everything.
  ///
  /// Reductions go in notches of one contract of the largest position, at most 1,000 of them. Each
  /// is a trial from the same start: close the notches, adjust the hedge, pay for both, and measure.
  static func partial(
    of account: Account, in market: MarketState, under model: any MarginModel
  ) throws(ModelError) -> Liquidation {
    let notches = notches(of: account)
    for notch in 1..<max(1, notches) {
      let trial = try Liquidation(closing: notch, of: notches, account, market, model)
      if trial.account.equity(in: market) >= trial.requirement.initial { return trial }
    }
    return try full(of: account, in: market, under: model)
  }

  /// Closes the whole book and its hedge.
  static func full(
    of account: Account, in market: MarketState, under model: any MarginModel
  ) throws(ModelError) -> Liquidation {
    try Liquidation(closing: 1, of: 1, account, market, model)
  }

  private init(
    closing notch: Int, of notches: Int, _ start: Account, _ market: MarketState,
    _ model: any MarginModel
  ) throws(ModelError) {
    var account = start
    account.reduce(notch, of: notches, in: market)
    if notch == notches {
      account.closeHedges(in: market)
    } else {
      account.hedge(in: market, forced: true)
    }
    requirement = try model.requirement(for: account.portfolio, in: market)
    fraction = Double(notch) / Double(notches)
    self.account = account
  }

  private static func notches(of account: Account) -> Int {
    let largest = account.bookSlots.map { abs(account.portfolio.positions[$0].quantity) }.max() ?? 0
    return Int(min(1000, max(1, largest.rounded(.up))))
  }
}
