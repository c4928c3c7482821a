internal import MarginCore

/// Checks that a hedge has what its policy needs and nothing that it ignores.
struct HedgingChecks {
  let hedging: Record
  let place: Place
  /// Whether options on some underlying have volatilities of their own.
  var hasSurface = true

  var problems: [Problem] {
    guard let policy = hedging["policy"]?.text, let vehicle = hedging["vehicle"]?.text else {
      return []
    }
    return policyKeys(policy) + vehicleKeys(vehicle, policy) + delta(policy)
      + [roll].compactMap(\.self)
  }

  private func policyKeys(_ policy: String) -> [Problem] {
    let bands = ["delta-band", "whalley-wilmott", "zakamouline"]
    let isAverse = policy == "whalley-wilmott" || policy == "zakamouline"
    let averse = isAverse ? "policy: \(policy)" : "policy: whalley-wilmott"
    return [
      check("every", isNeeded: policy == "schedule", for: "policy: schedule", "1d"),
      check("width", isNeeded: policy == "delta-band", for: "policy: delta-band", "0.05"),
      check("risk-aversion", isNeeded: isAverse, for: averse, "1e-6"),
      isAverse ? nil : unused("cost", averse),
      bands.contains(policy) ? nil : unused("to", "policy: delta-band"),
    ].compactMap(\.self) + move(policy)
  }

  /// A move is given in exactly one way.
  private func move(_ policy: String) -> [Problem] {
    let keys = ["move", "deviations"]
    guard policy == "move" else { return keys.compactMap { unused($0, "policy: move") } }
    let given = keys.filter { hedging.has($0) }
    if given.isEmpty {
      return [missing("move", "policy: move", "0.02")]
    }
    guard given.count == 2, let second = hedging["deviations"] else { return [] }
    return [
      Problem(
        at: second.place, "`deviations` has no effect beside `move`", code: "unused-key",
        hint: "keep one of the two")
    ]
  }

  private func vehicleKeys(_ vehicle: String, _ policy: String) -> [Problem] {
    guard policy != "none" else { return idleKeys(vehicle) }
    let isFuture = vehicle == "future"
    return [
      check("tenor", isNeeded: isFuture, for: "vehicle: future", "90d"),
      vehicle == "spot" ? unused("multiplier", "vehicle: future") : nil,
      vehicle == "spot" ? unused("settlement", "vehicle: future") : nil,
    ].compactMap(\.self)
  }

  /// What says how to trade a hedge that is never traded; spot is filled in where nothing is said.
  private func idleKeys(_ vehicle: String) -> [Problem] {
    let keys =
      (vehicle == "spot" ? [] : ["vehicle"]) + ["tenor", "multiplier", "settlement", "lot"]
    return keys.compactMap { key in
      hedging[key].map {
        problem(
          $0.place, "`\(key)` has no effect without a policy",
          "remove it, or name a policy, such as  policy: schedule, every: 1d")
      }
    }
  }

  private func delta(_ policy: String) -> [Problem] {
    guard let setting = hedging["delta"], let delta = setting.record else { return [] }
    return [
      policy == "none"
        ? problem(setting.place, "`delta` has no effect without a policy", "name a policy") : nil,
      model(delta, setting.place, policy),
      hasSurface ? nil : rule(delta),
    ].compactMap(\.self) + terms(delta)
  }

  private func rule(_ delta: Record) -> Problem? {
    delta["rule"].map {
      problem(
        $0.place, "`rule` has no effect: every option has the one volatility",
        "remove it, or give a volatility with model: index or model: surface")
    }
  }

  private func terms(_ delta: Record) -> [Problem] {
    guard !delta.has("model") else { return [] }
    return ["cost", "every"].compactMap { key in
      delta[key].map {
        problem($0.place, "`\(key)` has no effect without a model", "add  model: leland")
      }
    }
  }

  private func model(_ delta: Record, _ place: Place, _ policy: String) -> Problem? {
    guard let model = delta["model"] else { return nil }
    if policy == "zakamouline" {
      return problem(
        model.place, "`model` has no effect with policy: zakamouline",
        "remove it; the policy takes delta at a volatility of its own")
    }
    let every = hedging["every"]?.span ?? .zero
    guard policy != "none", !delta.has("every"), every <= .zero, !hedging.faulty.contains("every")
    else { return nil }
    return Problem(
      at: place, "delta with model: \(model.text ?? "leland") lacks `every`", code: "missing-key",
      hint: "add  every: 1d  for the time between adjustments that costs are counted for")
  }

  private var roll: Problem? {
    guard let option = hedging["option"]?.record, let roll = option["roll"], let span = roll.span,
      let tenor = option["tenor"]?.span, span >= tenor
    else { return nil }
    return Problem(
      at: roll.place,
      "roll `\(durationText(span))` is not shorter than tenor `\(durationText(tenor))`",
      code: "out-of-range", hint: "it would be replaced as soon as it is opened")
  }

  private func check(
    _ key: String, isNeeded: Bool, for choice: String, _ example: String
  ) -> Problem? {
    guard isNeeded else { return unused(key, choice) }
    return hedging.has(key) ? nil : missing(key, choice, example)
  }

  private func missing(_ key: String, _ choice: String, _ example: String) -> Problem {
    Problem(
      at: place, "hedging with \(choice) lacks `\(key)`", code: "missing-key",
      hint: "add  \(key): \(example)")
  }

  private func unused(_ key: String, _ choice: String) -> Problem? {
    hedging[key].map {
      problem(
        $0.place, "`\(key)` has no effect without \(choice)", "remove it, or write  \(choice)")
    }
  }

  private func problem(_ place: Place, _ message: String, _ hint: String) -> Problem {
    Problem(at: place, message, code: "unused-key", hint: hint)
  }
}
