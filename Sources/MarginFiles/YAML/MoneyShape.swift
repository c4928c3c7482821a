/// An amount with its currency, such as `1_000_000 USD`; zero needs no currency.
struct MoneyShape: ScalarShape {
  let bounds: Bounds

  init(_ bounds: Bounds) {
    self.bounds = bounds
  }

  var noun: String { "an amount with its currency, such as 1_000_000 USD" }

  var schema: JSONValue {
    .anyOf([.pattern("^[-+]?[0-9][0-9_]*(\\.[0-9]+)? [A-Z]{3,5}$"), .constant(.number(0))])
  }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    let parts = text.split(separator: " ", omittingEmptySubsequences: true)
    guard let amount = finiteNumber(String(parts.first ?? "")) else { throw .wrongType(text, noun) }
    let currency = parts.count == 2 ? String(parts[1]) : ""
    guard parts.count == 2 || parts.count == 1 && amount == 0 else { throw bare(amount, text) }
    guard currency.isEmpty || isCurrency(currency) else { throw .wrongType(text, noun) }
    try bounds.check(amount, writtenAs: text)
    return .money(amount, currency: currency)
  }

  private func bare(_ amount: Double, _ text: String) -> Defect {
    Defect(
      "`\(shown(text))` has no currency", "missing-currency",
      hint: "write the currency behind the amount: \(amountText(amount)) USD")
  }
}

/// The code of a currency, such as `USD` or `USDC`.
struct CurrencyShape: ScalarShape {
  var noun: String { "a currency such as USD" }

  var schema: JSONValue { .pattern("^[A-Z]{3,5}$") }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    guard isCurrency(text) else { throw .wrongType(text, noun) }
    return .text(text)
  }
}

private func isCurrency(_ text: String) -> Bool {
  (3...5).contains(text.utf8.count) && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
}
