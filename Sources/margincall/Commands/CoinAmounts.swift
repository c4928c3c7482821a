import MarginCore
import MarginFiles

/// Amounts in each coin that a book is paid in or pledges, at its price.
struct CoinAmounts {
  private let coins: [(name: String, spot: Double)]

  init(_ file: PortfolioFile) {
    coins = file.portfolio.coins(in: file.market).map {
      (file.market.underlyings[$0].name, file.market[$0].spot)
    }
  }

  /// The coins' names.
  var names: [String] { coins.map(\.name) }

  /// `money` in each coin, to eight decimals.
  func texts(_ money: Money) -> [String] { coins.map { coinAmount(money / $0.spot) } }

  /// A line with the amount in money and in each coin.
  func row(_ name: String, _ money: Money, width: Int) -> String {
    zip(texts(money), names).reduce("  " + padded(name, width) + leftPadded(amount(money), 20)) {
      $0 + leftPadded("\($1.0) \($1.1)", 22)
    }
  }

  /// The requirement in each coin, for programs.
  func value(of requirement: MarginRequirement) -> JSONValue {
    .object(
      coins.map { coin in
        let parts = requirement.components.map {
          ($0.name, JSONValue.number($0.amount / coin.spot))
        }
        return (
          coin.name,
          .object([
            ("spot", .number(coin.spot)), ("initial", .number(requirement.initial / coin.spot)),
            ("maintenance", .number(requirement.maintenance / coin.spot)),
            ("components", .object(parts)),
          ])
        )
      })
  }
}
