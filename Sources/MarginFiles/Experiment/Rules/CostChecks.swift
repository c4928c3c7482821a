internal import MarginCore

/// Checks of costs that take more than one field.
struct CostChecks {
  let costs: Record

  var problems: [Problem] {
    disorders(in: costs) + [tierDisorder, unusedWindow, unusedColumn].compactMap(\.self)
      + (spreadFile.map { LayoutChecks(settings: $0, kinds: [.spreads]).problems } ?? [])
  }

  private var spreadFile: Record? { costs["half-spread"]?.record }

  private func disorders(in record: Record) -> [Problem] {
    record.entries.flatMap { entry in
      entry.value.record.map { disorders(in: $0) } ?? disorders(of: entry)
    }
  }

  private func disorders(of entry: Record.Entry) -> [Problem] {
    let elements = (entry.value.list ?? []).compactMap(\.record)
    let changes = elements.compactMap { $0["from"] }
    let late = zip(changes, changes.dropFirst()).first { a, b in
      guard let a = a.time, let b = b.time else { return false }
      return b <= a
    }
    return elements.flatMap { disorders(in: $0) }
      + (late.map { before, after in
        [
          Problem(
            at: after.place,
            "from `\(CanonicalYAML.inline(after))` is not after `\(CanonicalYAML.inline(before))`",
            code: "out-of-range", hint: "write the dated values of \(entry.name) in order of time")
        ]
      } ?? [])
  }

  /// A column of half-spreads leaves nothing for bid and ask to say.
  private var unusedColumn: Problem? {
    guard let file = spreadFile, file.has("half-spread"), let column = file["bid"] ?? file["ask"]
    else { return nil }
    return Problem(
      at: column.place, "bid and ask have no effect beside a column of half-spreads",
      code: "unused-key", hint: "name either  half-spread  or  bid  and  ask")
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
