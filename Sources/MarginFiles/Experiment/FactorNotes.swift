internal import MarginCore

extension UnderlyingPlan {
  /// Where prices of another currency, rates, yields, dividends and funding come from, in sentences
  /// for the report; `states` are those of the steps, where rates or yields are from files.
  func factorNotes(_ states: [UnderlyingState] = []) -> [String] {
    [
      exchangeNote, note(rate.file, "rate", states.map(\.rate)),
      note(yield.file, "yield", states.map(\.yield)), dividendNote, fundingNote,
    ].compactMap(\.self)
  }

  /// The range is told because a file in per cent may hold no value that could not be a fraction.
  private func note(_ file: RateFile?, _ name: String, _ values: [Rate]) -> String? {
    guard let file, let least = values.min(), let most = values.max() else { return nil }
    return "The \(name) of \(underlying.name) is the last known of \(file.file) (column "
      + "\(file.layout.column(of: "rate") ?? "rate") × \(numberText(file.layout.scale))), from "
      + "\(numberText(least)) to \(numberText(most)) a year over the steps."
  }

  private var exchangeNote: String? {
    fx.map {
      "Prices of \(underlying.name) are in \($0.currency), \($0.isInverted ? "÷" : "×") the last known "
        + "exchange rate of \($0.file); strikes and volatilities are of that product, in the "
        + "currency of the account."
    }
  }

  private var dividendNote: String? {
    dividends.map {
      "Holders of \(underlying.name) are paid the dividends of \($0.file) in cash at the first step at "
        + "or after each ex-date; prices of options use its yield, and know no date."
    }
  }

  private var fundingNote: String? {
    funding.map {
      "Funding of \(underlying.name) is read from \($0.file); what falls between two steps is paid "
        + "at the later one, on its price."
    }
  }
}

extension Experiment {
  /// That interest is no constant, where it is none.
  var interestNotes: [String] {
    interest == nil
      ? ["Interest on cash over each step is the rate of its underlyings known at its start."] : []
  }
}
