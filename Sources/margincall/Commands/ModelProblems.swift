import MarginCore
import MarginFiles
import MarginReplay

extension ModelError {
  /// The error as a problem at `place`.
  func problem(at place: Place, of subject: String) -> Problem {
    switch self {
    case .unsupported(let model, let instrument, let hint):
      Problem(
        at: place, "\(subject): \(model) has no rule for \(withArticle(instrument))",
        code: "unsupported-instrument", hint: hint)
    case .unusablePrice(let underlying, let value):
      Problem(
        at: place, "\(subject): the price \(value) of \(underlying) cannot be margined",
        code: "unusable-price", hint: "prices must be finite and above zero at every step")
    case .missingVolatility(let underlying):
      Problem(
        at: place, "\(subject): \(underlying) has options but no volatility",
        code: "missing-volatility", hint: "give  volatility: 0.20  under the underlying")
    case .shortHistory(let model, let needed, let available):
      Problem(
        at: place, "\(subject): \(model) needs \(needed) past steps and has \(available)",
        code: "short-warm-up",
        hint: available == 0
          ? "give  prices: {file: …}  under each underlying of the portfolio file: \(needed) rows before its time"
          : "start later, or give the model a shorter window")
    }
  }

  private func withArticle(_ noun: String) -> String {
    let isVowel = noun.first.map("aeiou".contains) ?? false
    return "\(isVowel ? "an" : "a") \(noun)"
  }
}

extension ReplayError {
  /// The error as a problem of the experiment file.
  func problem(in file: String) -> Problem {
    reason.problem(at: Place(file), of: "account \(account) on \(time)")
  }
}
