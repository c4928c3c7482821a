/// A commented experiment to start from: every key with its meaning, those left out as comments.
public func initialExperiment(named name: String) -> String {
  let example = exampleText.replacing("NAME", with: isKebabCase(name) ? name : "experiment")
  guard let tree = try? parseYAML(example, named: "example") else { return example }
  let lines = CommentedYAML.lines(of: tree, fields: ExperimentSchema.fields)
  return head + lines.map { $0 + "\n" }.joined()
}

private let head = """
  # An experiment of margincall; `margincall run` replays it, `margincall schema` describes every key.
  # Rates, volatilities and moves are fractions (0.20 is 20 %), durations carry their unit (30d, 8h),
  # amounts their currency. A line behind `#` is what a key means when it is left out.


  """

private let exampleText = """
  schema: 1
  name: NAME
  question: What would each margin system have asked of a short strangle through October 1987?
  market:
    from: 1987-08-03
    to: 1987-12-31
    underlyings:
      SPX:
        kind: high-cap-index
        prices:
          file: ../datasets/sp500-daily.csv
          time: date
          open: open
          high: high
          low: low
          close: close
        volatility: {model: realised, window: 21d, floor: 0.10}
        rate: 0.07
  portfolio:
    currency: USD
    cash: 1_000_000 USD
    strategies:
      - {strategy: short-strangle, underlying: SPX, tenor: 30d, delta: 0.25, contracts: 20, roll: 5d}
  margin:
    models: [reg-t, tims, span]
    shadow: [historical-var]
  hedging: {policy: delta-band, width: 0.05}
  costs: {fee: 1bp, half-spread: 2bp, impact: {square-root: 0.5, adv: 200_000}}
  settlement: {frequency: step, grace: 1d, liquidation: {rule: partial, target: initial}}
  checks:
    - coverage(span) >= 0.99
  """
