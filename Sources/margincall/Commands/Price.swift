import ArgumentParser
import MarginFiles

struct Price: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prices and Greeks of options, from CSV to CSV.",
    discussion: """
      EXAMPLE
        margincall price contracts.csv > greeks.csv

      Columns, in any order, among others: id, model (bsm, black76, bachelier), right (C, P), \
      underlying (the spot for bsm, the forward otherwise), strike, years, rate, volatility and, if \
      you like, yield (for bsm; 0 without it) and settlement (linear or inverse; linear without it).

      Every row is written as it is, all its columns, with price, delta, gamma, vega, theta, rho, \
      vanna, volga, charm, speed, zomma and color behind it in raw units: per 1.00 of volatility and rate, per year of calendar time. Inverse \
      prices are in coin, their Greeks per US dollar of the forward; their rates must be 0. A row \
      that cannot be answered has none of them, and the exit code is 65.
      """)

  @OptionGroup var rows: RowAnswering

  func run() throws { try rows.run(.price) }
}
