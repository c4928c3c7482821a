/// Checks that a hedge has what its policy needs and nothing that it ignores.
struct HedgingChecks {
  let hedging: Record
  let place: Place

  var problems: [Problem] {
    guard let policy = hedging["policy"]?.text, let vehicle = hedging["vehicle"]?.text else {
      return []
    }
    let isFuture = vehicle == "future"
    return [
      check("every", isNeeded: policy == "schedule", for: "policy: schedule", "1d"),
      check("width", isNeeded: policy == "delta-band", for: "policy: delta-band", "0.05"),
      check("tenor", isNeeded: isFuture, for: "vehicle: future", "90d"),
      isFuture ? nil : unused("multiplier", "vehicle: future"),
    ].compactMap(\.self)
  }

  private func check(
    _ key: String, isNeeded: Bool, for choice: String, _ example: String
  ) -> Problem? {
    guard isNeeded else { return unused(key, choice) }
    guard !hedging.has(key) else { return nil }
    return Problem(
      at: place, "hedging with \(choice) lacks `\(key)`", code: "missing-key",
      hint: "add  \(key): \(example)")
  }

  private func unused(_ key: String, _ choice: String) -> Problem? {
    guard let setting = hedging[key] else { return nil }
    return Problem(
      at: setting.place, "`\(key)` has no effect without \(choice)", code: "unused-key",
      hint: "remove it, or write  \(choice)")
  }
}
