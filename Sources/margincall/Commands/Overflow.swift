import MarginCore
import MarginFiles
import MarginReplay

/// The first step of each account whose numbers grew beyond what can be computed.
struct Overflow {
  private var first: [(model: String, time: Timestamp?)]

  init(models: [String]) {
    first = models.map { ($0, nil) }
  }

  mutating func check(_ step: ReplayStep) {
    for (index, account) in step.accounts.enumerated()
    where first[index].time == nil && !account.record.isFinite {
      first[index].time = step.time
    }
  }

  /// What to say about it; `nil` when there was none.
  func problem(in file: String) -> Problem? {
    for (model, time) in first {
      guard let time else { continue }
      return Problem(
        at: Place(file), "account \(model) cannot be computed on \(time)",
        code: "overflow", hint: "prices, quantities or multipliers are too large or too small")
    }
    return nil
  }
}

extension StepRecord {
  fileprivate var isFinite: Bool {
    (equity + cash + initialMargin + maintenanceMargin + attribution.total).isFinite
  }
}

extension MarginRequirement {
  /// The requirement when every amount of it is a number.
  ///
  /// - Throws: ``FileError`` that says which model's is not.
  func finite(under model: String, of file: String) throws(FileError) -> MarginRequirement {
    let sum = components.reduce(initial + maintenance + premiumInRule) { $0 + $1.amount }
    guard sum.isFinite else {
      throw .invalid([
        Problem(
          at: Place(file), "\(model): the requirement cannot be computed", code: "overflow",
          hint: "prices, quantities or multipliers are too large or too small")
      ])
    }
    return self
  }
}
