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
      expiries.append(try ExpiryMark(expiry, spot: spot))
    }
    self.init(
      expiries: expiries, volatilities: volatilities,
      settlementPrice: try fields.required("settlement-price", \.number),
      spotConfidence: try fields.required("spot-confidence", \.number),
      perpetualConfidence: try fields.required("perpetual-confidence", \.number))
  }
}

extension ExpiryMark {
  fileprivate init(_ fields: Record, spot: Double) throws(MissingSetting) {
    self.init(
      try fields.required("expiry", \.time),
      forwardRatio: spot > 0 ? fields["forward"]?.number.map { $0 / spot } : nil,
      fixedForward: fields["fixed-forward"]?.number, rate: fields["rate"]?.number,
      confidence: try fields.required("confidence", \.number))
  }
}
