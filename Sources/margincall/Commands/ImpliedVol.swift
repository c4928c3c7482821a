import ArgumentParser
import MarginFiles

struct ImpliedVol: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "implied-vol",
    abstract: "Implied volatilities of option prices, from CSV to CSV.",
    discussion: """
      EXAMPLE
        printf 'id,model,right,underlying,strike,years,rate,price\\n\\
        a,black76,C,100,110,0.5,0.02,3.2\\n' | margincall implied-vol -

      Columns: id, model (bsm, black76, bachelier), right (C, P), underlying (the spot for bsm, the
      forward otherwise), strike, years, rate, price; optional: yield (bsm). Any order; others are
      ignored. The answer has id, volatility and problem. A price that no volatility explains gets an
      empty value and the reason in column problem; exit code 65 tells that there was one.
      """)

  @OptionGroup var rows: RowAnswering

  func run() throws { try rows.run(.impliedVolatility) }
}
