internal import MarginCore

/// Checks of strategies, positions and amounts that take more than one field.
struct BookChecks {
  /// Names of the underlyings.
  let underlyings: [String]
  /// No position may expire at or before this moment.
  let start: Timestamp?

  func problems(ofStrategy strategy: Setting) -> [Problem] {
    guard let fields = strategy.record else { return [] }
    return [
      unknownUnderlying(fields["underlying"]), delta(fields, strategy.place), roll(fields),
    ].compactMap(\.self)
  }

  func problems(ofPosition position: Setting) -> [Problem] {
    guard let fields = position.record else { return [] }
    let name = fields["underlying"] ?? fields["spot"] ?? fields["future"] ?? fields["perpetual"]
    return [unknownUnderlying(name), zero(fields["quantity"]), expired(fields["expiry"])]
      .compactMap(\.self)
  }

  func problems(ofCollateral assets: [Setting]) -> [Problem] {
    assets.enumerated().flatMap { index, asset -> [Problem] in
      guard let fields = asset.record else { return [] }
      return [
        unknownUnderlying(fields["moves-with"]), unpriced(fields), haircut(fields),
        repeated(fields["asset"], after: assets[..<index]),
      ].compactMap(\.self)
    }
  }

  private func repeated(_ name: Setting?, after earlier: ArraySlice<Setting>) -> Problem? {
    guard let name, let text = name.text,
      earlier.contains(where: { $0.record?["asset"]?.text == text })
    else { return nil }
    return Problem(
      at: name.place, "collateral `\(shown(text))` is given twice", code: "repeated-asset",
      hint: "add the quantities up in one entry, or name the assets apart")
  }

  private func unpriced(_ fields: Record) -> Problem? {
    guard let name = fields["asset"], let text = name.text, !fields.has("price"),
      !underlyings.contains(text)
    else { return nil }
    return Problem(
      at: name.place, "collateral `\(shown(text))` has no price", code: "missing-key",
      hint: "add  price: …  (price of one unit), or name an underlying")
  }

  private func haircut(_ fields: Record) -> Problem? {
    guard let initial = fields["initial-haircut"], let share = initial.number,
      let haircut = fields["haircut"]?.number, share < haircut
    else { return nil }
    return Problem(
      at: initial.place,
      "initial-haircut `\(numberText(share))` is below haircut `\(numberText(haircut))`",
      code: "out-of-range", hint: "initial margin asks for no less than maintenance margin")
  }

  /// Entries that say again what an earlier one said: the settings at `keys` are the same in both.
  func repetitions(in list: [Setting], of keys: [String], having key: String) -> [Problem] {
    let marked = list.filter { $0.record?[key] != nil }
    return marked.indices.dropFirst().filter { index in
      marked[..<index].contains { earlier in
        keys.allSatisfy { earlier.record?[$0] == marked[index].record?[$0] }
      }
    }.map {
      Problem(
        at: marked[$0].place, "\(key) of the same contract is given twice", code: "repeated-mark",
        hint: "add the quantities up in one entry, or leave the second \(key) out")
    }
  }

  private func unknownUnderlying(_ name: Setting?) -> Problem? {
    guard let name, let text = name.text, !underlyings.contains(text),
      !underlyings.isEmpty
    else { return nil }
    return Problem(
      at: name.place, "there is no underlying `\(shown(text))`", code: "unknown-underlying",
      hint: hint(for: text, among: underlyings))
  }

  private func delta(_ fields: Record, _ place: Place) -> Problem? {
    guard let name = fields["strategy"]?.text, name.hasSuffix("strangle") else { return nil }
    guard fields.has("delta") else {
      return Problem(
        at: place, "a strangle lacks `delta`", code: "missing-key",
        hint: "add  delta: 0.25  for legs of 25 delta")
    }
    guard let delta = fields["delta"], let number = delta.number, number > 0.5 else { return nil }
    return Problem(
      at: delta.place, "delta `\(numberText(number))` of a strangle is above 0.5",
      code: "out-of-range", hint: "legs out of the money have a delta below 0.5")
  }

  private func roll(_ fields: Record) -> Problem? {
    guard let roll = fields["roll"], let span = roll.span, let tenor = fields["tenor"]?.span,
      span >= tenor
    else { return nil }
    return Problem(
      at: roll.place,
      "roll `\(durationText(span))` is not shorter than tenor `\(durationText(tenor))`",
      code: "out-of-range", hint: "it would be rolled as soon as it is opened")
  }

  private func zero(_ quantity: Setting?) -> Problem? {
    guard let quantity, quantity.number == 0 else { return nil }
    return Problem(
      at: quantity.place, "quantity is 0", code: "out-of-range", hint: "remove the position")
  }

  private func expired(_ expiry: Setting?) -> Problem? {
    guard let expiry, let time = expiry.time, let start, time <= start else { return nil }
    return Problem(
      at: expiry.place, "expiry `\(time)` is not after \(start)", code: "expired",
      hint: "choose a contract that still lives then")
  }
}

extension Record {
  /// Amounts whose currency is not that of the account.
  func foreignAmounts(_ currency: String) -> [Problem] {
    entries.flatMap { $0.value.foreignAmounts(currency) }
  }
}

extension Setting {
  fileprivate func foreignAmounts(_ currency: String) -> [Problem] {
    switch content {
    case .money(_, let other) where !other.isEmpty && other != currency:
      [
        Problem(
          at: place, "the amount is in `\(other)`, the account in `\(currency)`", code: "currency",
          hint: "convert it to \(currency); one experiment has one currency")
      ]
    case .record(let record): record.foreignAmounts(currency)
    case .list(let values): values.flatMap { $0.foreignAmounts(currency) }
    default: []
    }
  }
}
