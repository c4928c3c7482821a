import ArgumentParser
import MarginFiles

struct ImpliedVol: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "implied-vol",
    abstract: "Implied volatilities of option prices, from CSV to CSV.",
    discussion: """
      EXAMPLE
        margincall implied-vol quotes.csv > volatilities.csv

      Columns, in any order, among others: id, model (bsm, black76, bachelier), right (C, P), \
      underlying (the spot for bsm, the forward otherwise), strike, years, rate, price and, if you \
      like, yield (for bsm; 0 without it).

      Every row is written as it is, all its columns, with volatility and problem behind it. A price that no volatility explains \
      gets an empty value and the reason in column problem, and the exit code is 65.
      """)

  @OptionGroup var rows: RowAnswering

  func run() throws { try rows.run(.impliedVolatility) }
}
