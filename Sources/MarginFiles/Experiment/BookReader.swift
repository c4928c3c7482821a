internal import MarginCore
internal import MarginReplay

/// Turns checked settings into strategies and positions.
struct BookReader {
  /// Names of the underlyings; instruments refer to them by index.
  let underlyings: [String]

  func strategies(_ list: [Setting]) throws(MissingSetting) -> [RollingStrategy] {
    var strategies: [RollingStrategy] = []
    for fields in list.compactMap(\.record) { strategies.append(try strategy(fields)) }
    return strategies
  }

  func positions(_ list: [Setting]) throws(MissingSetting) -> [Position] {
    var positions: [Position] = []
    for fields in list.compactMap(\.record) { positions.append(try position(fields)) }
    return positions
  }

  private func strategy(_ fields: Record) throws(MissingSetting) -> RollingStrategy {
    let name = try fields.required("strategy", \.text)
    let contracts = try fields.required("contracts", \.number)
    return RollingStrategy(
      try shape(name, fields), underlying: try index(fields, "underlying"),
      contracts: name.hasPrefix("short") ? -contracts : contracts,
      tenor: try fields.required("tenor", \.span), roll: try fields.required("roll", \.span),
      multiplier: try fields.required("multiplier", \.number),
      strikeStep: fields["strike-step"]?.number, settlement: settlement(fields))
  }

  private func shape(
    _ name: String, _ fields: Record
  ) throws(MissingSetting) -> RollingStrategy.Shape {
    name.hasSuffix("straddle")
      ? .straddle(delta: fields["delta"]?.number)
      : .strangle(delta: try fields.required("delta", \.number))
  }

  private func position(_ fields: Record) throws(MissingSetting) -> Position {
    Position(
      try instrument(fields), quantity: try fields.required("quantity", \.number),
      settledPrice: fields["entry-price"]?.number ?? 0, quote: fields["price"]?.number)
  }

  func instrument(_ fields: Record) throws(MissingSetting) -> Instrument {
    if fields["spot"] != nil { return .spot(underlying: try index(fields, "spot")) }
    let multiplier = try fields.required("multiplier", \.number)
    let settlement = settlement(fields)
    if fields["perpetual"] != nil {
      return .perpetual(
        PerpetualContract(
          underlying: try index(fields, "perpetual"), multiplier: multiplier,
          settlement: settlement))
    }
    let expiry = try fields.required("expiry", \.time)
    guard let right = fields["option"]?.text else {
      return .future(
        FutureContract(
          underlying: try index(fields, "future"), expiry: expiry, multiplier: multiplier,
          settlement: settlement))
    }
    return .option(
      OptionContract(
        underlying: try index(fields, "underlying"), right: right == "call" ? .call : .put,
        strike: try fields.required("strike", \.number), expiry: expiry, multiplier: multiplier,
        settlement: settlement))
  }

  private func settlement(_ fields: Record) -> Settlement {
    fields["settlement"]?.text.flatMap(Settlement.init(rawValue:)) ?? .linear
  }

  func collateral(_ list: [Setting]) throws(MissingSetting) -> [Collateral] {
    var collateral: [Collateral] = []
    for fields in list.compactMap(\.record) { collateral.append(try asset(fields)) }
    return collateral
  }

  private func asset(_ fields: Record) throws(MissingSetting) -> Collateral {
    let name = try fields.required("asset", \.text)
    return Collateral(
      name, quantity: try fields.required("quantity", \.number), price: fields["price"]?.number,
      underlying: underlyings.firstIndex(of: fields["moves-with"]?.text ?? name),
      haircut: try fields.required("haircut", \.number),
      initialHaircut: fields["initial-haircut"]?.number,
      confidence: try fields.required("confidence", \.number))
  }

  private func index(_ fields: Record, _ key: String) throws(MissingSetting) -> Int {
    let name = try fields.required(key, \.text)
    guard let index = underlyings.firstIndex(of: name) else { throw MissingSetting(name: name) }
    return index
  }
}
