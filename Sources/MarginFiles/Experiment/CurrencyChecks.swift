internal import MarginCore

/// Checks of an underlying's currency against that of the account.
struct CurrencyChecks {
  private let fields: Record
  /// The currency of the account; `nil` when that has a problem itself.
  private let account: String?

  init(_ underlying: Setting, account: String?) {
    (fields, self.account) = (underlying.record ?? Record(), account)
  }

  var problems: [Problem] { [unconverted, unquoted, same, quotes].compactMap(\.self) }

  private var unconverted: Problem? {
    guard let quoted = fields["quoted-in"], let currency = quoted.text, !fields.has("fx"),
      currency != account
    else { return nil }
    return Problem(
      at: quoted.place, "prices in \(currency) lack `fx`", code: "missing-key",
      hint: "add  fx: {file: …, close: …},  the price of one \(currency) in \(account ?? "USD")")
  }

  private var unquoted: Problem? {
    guard let exchange = fields["fx"], !fields.has("quoted-in") else { return nil }
    return Problem(
      at: exchange.place, "fx lacks `quoted-in`", code: "missing-key",
      hint: "add  quoted-in: EUR  to the underlying, the currency of its price file")
  }

  private var same: Problem? {
    guard let quoted = fields["quoted-in"], let currency = quoted.text, currency == account,
      fields.has("fx")
    else { return nil }
    return Problem(
      at: quoted.place, "prices in \(currency) are in the account's currency already",
      code: "unused-key", hint: "remove  quoted-in  and  fx")
  }

  /// Strikes of quotes are in the currency of the price file, those of the replay in the account's.
  private var quotes: Problem? {
    guard let file = fields["volatility"]?.record?["quotes"], fields.has("fx") else { return nil }
    return Problem(
      at: file.place, "quotes have strikes in another currency than the converted prices",
      code: "unused-key", hint: "fit smiles by log-moneyness and give them with  model: surface")
  }
}
