extension DeriveStandard {
  /// Net margin of all options of one market, each ≤ 0: the sums over expiries.
  func options(_ book: DeriveBook) -> Both {
    let rates = OptionRates(values, book.name)
    return book.expiries.reduce(into: (0, 0)) { sum, expiry in
      let isolated = isolated(expiry, spot: book.spot, rates)
      let (lowest, calls) = (min(0, expiry.lowestPayoff), min(0, expiry.netCalls))
      let largest: Both = (
        lowest + calls * rates.unpairedInitial * expiry.forward,
        lowest + calls * rates.unpairedMaintenance * expiry.forward
      )
      sum.initial =
        sum.initial + max(isolated.initial, largest.initial)
        - penalty(min(book.spotConfidence, expiry.confidence), expiry.short, book)
      sum.maintenance += max(isolated.maintenance, largest.maintenance)
    }
  }

  /// Margins of the short options of an expiry as if each stood alone, value included, ≤ 0.
  private func isolated(_ expiry: DeriveExpiry, spot: Double, _ rates: OptionRates) -> Both {
    expiry.options.reduce(into: (0, 0)) { sum, option in
      guard option.units < 0 else { return }
      let marked = option.units * expiry.price(option, at: expiry.forward, option.volatility)
      let alone = rates.isolated(option, marked: marked, spot: spot)
      sum.initial += alone.initial
      sum.maintenance += alone.maintenance
    }
  }
}

/// The rates of one market's options, looked up once: they are needed for every option.
private struct OptionRates {
  let initial, minimum, callMaintenance, putMaintenance, putMark, putScale: Double
  let unpairedInitial, unpairedMaintenance: Double

  init(_ values: ParameterValues, _ name: String) {
    let rate = { (parameter: String) in values[parameter, of: name] }
    (initial, minimum) = (rate("option-initial"), rate("option-minimum"))
    (callMaintenance, putMaintenance) = (rate("call-maintenance"), rate("put-maintenance"))
    (putMark, putScale) = (rate("put-mark-maintenance"), rate("put-initial-scale"))
    unpairedInitial = rate("unpaired-initial")
    unpairedMaintenance = rate("unpaired-maintenance")
  }

  /// Margins of one short option that is worth `marked`.
  func isolated(
    _ option: DeriveExpiry.Option, marked: Money, spot: Double
  ) -> DeriveStandard.Both {
    let size = -option.units * spot
    let out = max(0, option.right.sign * (option.strike - spot)) / spot
    let initial = marked - size * max(self.initial - out, minimum)
    guard option.right == .put else { return (initial, marked - callMaintenance * size) }
    let maintenance = marked + min(-putMaintenance * size, putMark * marked)
    return (min(initial, maintenance * putScale), maintenance)
  }
}

extension DeriveExpiry {
  /// The worst payoff over settlement at zero or any strike held.
  fileprivate var lowestPayoff: Money {
    ([0] + options.map(\.strike)).reduce(.infinity) { lowest, price in
      min(
        lowest,
        options.reduce(0) { $0 + $1.units * max(0, $1.right.sign * (price - $1.strike)) })
    }
  }

  /// Units of calls bought less those sold.
  fileprivate var netCalls: Double {
    options.reduce(0) { $0 + ($1.right == .call ? $1.units : 0) }
  }
}
