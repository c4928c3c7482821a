/// The example of the interface contract, as it stands there.
public let contractExample = """
  schema: 1
  name: black-monday-1987
  question: What would each margin system have asked of a short strangle through October 1987?
  market:
    from: 1987-08-03
    to: 1987-12-31
    underlyings:
      SPX:
        prices: {file: ../datasets/sp500-daily.csv, time: date, open: open, high: high, low: low, close: close}
        volatility: {model: realised, window: 21d, floor: 0.10}      # or a file, a constant, an index, a surface
        rate: 0.07
  portfolio:
    currency: USD
    cash: 1_000_000 USD
    strategies:
      - {strategy: short-strangle, underlying: SPX, tenor: 30d, delta: 0.25, contracts: 20, roll: 5d}
  margin:
    models: [reg-t, tims, span]        # each governs an account of its own over the same path
    shadow: [historical-var]           # computed on the governed book, acts on nothing
  hedging: {policy: delta-band, width: 0.05}
  costs: {fee: 1bp, half-spread: 2bp, impact: {square-root: 0.5, adv: 200_000}}
  settlement: {frequency: step, grace: 1d, liquidation: {rule: partial, target: initial}}
  checks:
    - coverage(span) >= 0.99           # a failed check makes exit code 1

  """
