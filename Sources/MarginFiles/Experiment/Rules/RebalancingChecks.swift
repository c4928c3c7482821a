internal import MarginCore

/// Checks of `rebalancing` that take more than one field.
struct RebalancingChecks {
  let rebalancing: Record
  let place: Place
  let experiment: Record

  init?(_ experiment: Record) {
    guard let setting = experiment["rebalancing"], let fields = setting.record else { return nil }
    (rebalancing, place, self.experiment) = (fields, setting.place, experiment)
  }

  var problems: [Problem] {
    unknownUnderlyings
      + [weightsAboveOne, zeroMultiple, window, emptyAccount, ruinousCosts]
      .compactMap(\.self) + unusedKeys
  }

  private var weights: [Record.Entry] { rebalancing["weights"]?.record?.entries ?? [] }
  private var policy: String { rebalancing["policy"]?.text ?? "" }
  private var sum: Double { weights.compactMap(\.value.number).reduce(0, +) }

  private var unknownUnderlyings: [Problem] {
    let names = experiment.underlyings.map(\.name)
    return weights.filter { !names.contains($0.name) }.map {
      Problem(
        at: $0.value.place, "there is no underlying `\(shown($0.name))`",
        code: "unknown-underlying", hint: hint(for: $0.name, among: names))
    }
  }

  /// A sum of decimals such as 0.6 + 0.3 + 0.1 may miss 1 by a rounding.
  private var weightsAboveOne: Problem? {
    guard sum > 1 + 1e-12, let place = rebalancing["weights"]?.place else { return nil }
    return Problem(
      at: place, "the weights sum to `\(numberText(sum))`, which is above 1", code: "out-of-range",
      hint: "leverage has policies of its own: weights that sum to 1 with  "
        + "policy: constant-leverage, multiple: \(numberText(sum))")
  }

  private var zeroMultiple: Problem? {
    guard let multiple = rebalancing["multiple"], multiple.number == 0 else { return nil }
    return Problem(
      at: multiple.place, "multiple is 0", code: "out-of-range", hint: "nothing would be held")
  }

  private var window: Problem? {
    guard let window = rebalancing["window"], let span = window.span,
      !span.microseconds.isMultiple(of: TimeSpan.day.microseconds)
    else { return nil }
    return Problem(
      at: window.place, "window is not a whole number of days", code: "bad-duration",
      hint: "write it in days, such as 63d")
  }

  private var emptyAccount: Problem? {
    guard let cash = experiment["portfolio"]?.record?["cash"], cash.money == 0 else { return nil }
    return Problem(
      at: cash.place, "cash is 0, and rebalancing has nothing to divide", code: "out-of-range",
      hint: "weights are fractions of the account's equity: give it some cash")
  }

  /// The trade must leave something: its cost is a share of what is traded, and below 1 of wealth.
  private var ruinousCosts: Problem? {
    guard let setting = experiment["costs"], let costs = setting.record else { return nil }
    let rate = (costs["fee"]?.number ?? 0) + (costs["half-spread"]?.number ?? 0)
    let multiple = abs(rebalancing["multiple"]?.number ?? rebalancing["cap"]?.number ?? 1)
    guard rate * multiple * sum >= 1 else { return nil }
    return Problem(
      at: setting.place, "fee and half-spread take everything that rebalancing would hold",
      code: "out-of-range",
      hint: "they are `\(numberText(rate))` of a trade of up to "
        + "\(numberText(multiple * sum)) times equity; the product must be below 1")
  }

  private var unusedKeys: [Problem] {
    let isEveryGiven = rebalancing.has("every")
    let isRelevant: [(key: String, isUsed: Bool, remedy: String)] = [
      ("width", !isEveryGiven || policy.hasSuffix("-band"), "remove it or  every"),
      ("to", rebalancing.has("width"), "remove it, or add  width: 0.05"),
      ("decay", rebalancing["forecast"]?.text != "realised", "remove it, or write  forecast: ewma"),
    ]
    return isRelevant.compactMap { key, isUsed, remedy in
      guard let setting = rebalancing[key], !isUsed else { return nil }
      return Problem(
        at: setting.place, "`\(key)` has no effect here", code: "unused-key", hint: remedy)
    }
  }
}
