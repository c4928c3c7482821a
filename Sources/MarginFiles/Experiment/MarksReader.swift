internal import MarginCore

extension BookReader {
  /// The volatilities that positions quote, by contract.
  func volatilities(_ list: [Setting]) throws(MissingSetting) -> [OptionContract: Volatility] {
    var volatilities: [OptionContract: Volatility] = [:]
    for fields in list.compactMap(\.record) {
      guard let volatility = fields["volatility"]?.number,
        let option = try instrument(fields).option
      else { continue }
      volatilities[option] = volatility
    }
    return volatilities
  }
}

extension VenueMarks {
  /// The marks of one underlying at a price of `spot`; none of forwards where that is not positive.
  init(
    _ fields: Record, spot: Double, volatilities: [OptionContract: Volatility]
  ) throws(MissingSetting) {
    var expiries: [ExpiryMark] = []
    for expiry in (fields["expiries"]?.list ?? []).compactMap(\.record) {
      expiries.append(try expiry.expiryMark(spot: spot))
    }
    self.init(
      expiries: expiries, volatilities: volatilities,
      settlementPrice: try fields.required("settlement-price", \.number),
      spotConfidence: try fields.required("spot-confidence", \.number),
      perpetualConfidence: try fields.required("perpetual-confidence", \.number))
  }
}

extension Record {
  /// What is quoted of one expiry at a spot price of `spot`.
  fileprivate func expiryMark(spot: Double) throws(MissingSetting) -> ExpiryMark {
    let expiry = try required("expiry", \.time)
    let confidence = try required("confidence", \.number)
    return ExpiryMark(
      expiry, forwardRatio: ratio(self["forward"]?.number, to: spot),
      fixedForward: self["fixed-forward"]?.number, rate: self["rate"]?.number,
      confidence: confidence)
  }

  private func ratio(_ forward: Double?, to spot: Double) -> Double? {
    guard let forward, spot > 0 else { return nil }
    return forward / spot
  }
}
