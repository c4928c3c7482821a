import MarginCore

/// One entry of a case's leg list: a text, a number or nothing.
enum Leg: Decodable {
  case text(String)
  case number(Double)
  case none

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else {
      self = .none
    }
  }

  var number: Double {
    if case .number(let value) = self { value } else { .nan }
  }
}

/// Reads `[type, strike, quantity]`, where the type is C, P, S (stock) or FUT.
func position(
  _ fields: [Leg], expiry: Timestamp, multiplier: Double, stockMultiplier: Double = 1
) -> Position {
  guard case .text(let type) = fields[0], let right = OptionRight(rawValue: type) else {
    let future = FutureContract(underlying: 0, expiry: expiry, multiplier: stockMultiplier)
    let isFuture = if case .text("FUT") = fields[0] { true } else { false }
    return Position(isFuture ? .future(future) : .spot(underlying: 0), quantity: fields[2].number)
  }
  let contract = OptionContract(
    underlying: 0, right: right, strike: fields[1].number, expiry: expiry, multiplier: multiplier)
  return Position(.option(contract), quantity: fields[2].number)
}
