internal import MarginCore

/// Checks of costs that take more than one field.
struct CostChecks {
  let costs: Record

  var problems: [Problem] {
    ["fee", "half-spread", "debit-interest", "borrow", "margin-financing"].compactMap {
      disorder(of: $0)
    }
      + [tierDisorder, unusedWindow].compactMap(\.self)
  }

  private func disorder(of key: String) -> Problem? {
    let changes = (costs[key]?.list ?? []).compactMap { $0.record?["from"] }
    let late = zip(changes, changes.dropFirst()).first { a, b in
      guard let a = a.time, let b = b.time else { return false }
      return b <= a
    }
    return late.map { before, after in
      Problem(
        at: after.place,
        "from `\(CanonicalYAML.inline(after))` is not after `\(CanonicalYAML.inline(before))`",
        code: "out-of-range", hint: "write the dated values of \(key) in order of time")
    }
  }

  private var tierDisorder: Problem? {
    let volumes = (costs["tiers"]?.list ?? []).compactMap { $0.record?["volume"] }
    let late = zip(volumes, volumes.dropFirst()).first {
      ($0.money ?? 0) >= ($1.money ?? .infinity)
    }
    return late.map { before, after in
      Problem(
        at: after.place,
        "volume `\(CanonicalYAML.inline(after))` is not above `\(CanonicalYAML.inline(before))`",
        code: "out-of-range", hint: "write the tiers in order of volume")
    }
  }

  private var unusedWindow: Problem? {
    guard let window = costs["tier-window"], !costs.has("tiers") else { return nil }
    return Problem(
      at: window.place, "`tier-window` has no effect without `tiers`", code: "unused-key",
      hint: "remove it, or add tiers")
  }
}
