import MarginCore
import MarginFiles
import MarginReplay

extension RunResult {
  /// What to say when the numbers of a run grew beyond what can be computed; `nil` when none did.
  func overflow(in file: String) -> Problem? {
    for account in accounts {
      guard let step = account.steps.first(where: { !$0.isFinite }) else { continue }
      return Problem(
        at: Place(file), "account \(account.model) cannot be computed on \(step.time)",
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
