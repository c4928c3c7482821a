import MarginReplay

extension ReportSections {
  /// What staying hedged cost, and where the book's risk stopped being linear; empty without gamma.
  var drag: Section {
    let accounts = input.convexAccounts
    let blocks = accounts.isEmpty ? [] : ledger + convexity(accounts)
    return Section(id: "drag", title: "Gamma drag", blocks: blocks)
  }

  private var ledger: [Section.Block] {
    [
      .paragraph(
        "The drag is what staying neutral cost: the cost of the hedge trades less gamma and theta "
          + "profit. Positive is lost. Break-even and realised volatility are those of the whole run, "
          + "each step weighted by its gamma."),
      .table(DragTable(input: input).table),
    ] + figures.drag.map { .figure($0) }
  }

  private func convexity(_ accounts: [AccountOutline]) -> [Section.Block] {
    let first = accounts.first?.model ?? ""
    let tables = accounts.enumerated().map { index, account in
      let table = ConvexityTable(sizes: account.convexity, currency: input.currency).table
      return index == 0
        ? Section.Block.table(table) : .folded("The same under \(account.model)", table)
    }
    return [
      .paragraph(
        "Where risk stops being linear: losses of the book under \(first) by the size of the move, hedge "
          + "and volatility left out. A linear book loses the same per point however far the market goes."
      )
    ] + tables
  }
}

extension ReportInput {
  /// The accounts whose book had gamma at some step.
  var convexAccounts: [AccountOutline] { outline.accounts.filter(\.isConvex) }
}
