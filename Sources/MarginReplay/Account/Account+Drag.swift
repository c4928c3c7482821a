internal import MarginCore

extension Account {
  /// This step's entry in the gamma drag ledger.
  ///
  /// - Parameter isLive: Whether the account still trades, so that its policy looked at the book.
  func hedgeEntry(isLive: Bool) -> HedgeEntry {
    var entry = hedging
    let looked = isLive && duties.hedges
    entry.isAvoided =
      looked && entry.trades == 0 && bookSlots.contains { portfolio.positions[$0].quantity != 0 }
    return entry
  }
}
