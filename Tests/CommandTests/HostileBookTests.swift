import Foundation
import Testing

/// Books that cannot be margined, or hardly: a clear error or a right number, never a trap.
@Suite struct HostileBookTests {
  private func portfolio(
    spot: String = "100", volatility: String = ", volatility: 0.2", cash: String = "10 USD",
    positions: String = "{option: put, underlying: X, strike: 90, expiry: 2020-02-01, quantity: -1}"
  ) -> String {
    """
    schema: 1
    market: {time: 2020-01-01, underlyings: {X: {spot: \(spot)\(volatility)}}}
    portfolio: {currency: USD, cash: \(cash), positions: [\(positions)]}

    """
  }

  private func margin(
    _ text: String, _ models: [String], command: String = "margin"
  ) throws -> Outcome {
    let sandbox = try Sandbox()
    try sandbox.write(text, to: "p.yaml")
    let arguments = [command, "p.yaml", "--json"] + models.flatMap { ["--model", $0] }
    return try Program(arguments, in: sandbox.work.path).run()
  }

  @Test func whatIsWrongIsSaid() throws {
    let put = "{option: put, underlying: X, strike: 90, quantity: -1, expiry: "
    let broken = [
      (portfolio(positions: put + "2019-12-31}"), "[expired]"),
      (portfolio(positions: put + "2020-01-01}"), "[expired]"),
      (portfolio(volatility: ""), "[missing-volatility]"),
      (portfolio(cash: "10 EUR"), "[currency]"),
      (portfolio(spot: "0"), "[unusable-price]"),
      (portfolio(spot: "-5"), "[unusable-price]"),
      (portfolio(positions: "{spot: Y, quantity: 1}"), "[unknown-underlying]"),
      (portfolio(positions: "{spot: X, quantity: 0}"), "[out-of-range]"),
    ]
    for (text, code) in broken {
      for command in ["margin", "explain"] {
        let outcome = try margin(text, ["span"], command: command)
        #expect(outcome.code == 65 && outcome.errors.contains(code) && outcome.output.isEmpty)
      }
    }
  }

  /// Every model either answers or refuses with a code, whatever price, size and settlement.
  @Test(arguments: ["0", "-5", "1e-300", "1e300", "100"], ["margin", "explain"])
  func noModelTraps(spot: String, command: String) throws {
    let book = """
      {option: put, underlying: X, strike: 90, expiry: 2020-02-01, quantity: -1e12, settlement: inverse}, \
      {perpetual: X, quantity: 1e12, settlement: inverse}, {future: X, expiry: 2020-02-01, quantity: -1}
      """
    let list = try Sandbox().run("models", "--json")
    let models = try JSONDecoder().decode([Model].self, from: Data(list.output.utf8)).map(\.id)
    #expect(models.count >= 34)
    var answers = 0
    for model in models {
      let outcome = try margin(
        portfolio(spot: spot, positions: book), [model], command: command)
      #expect(outcome.exited && [0, 65].contains(outcome.code), "\(model) at \(spot)")
      #expect(outcome.code == 0 || outcome.errors.contains("error: "), "\(model) at \(spot)")
      #expect(!outcome.output.contains("\"initial\": null"), "\(model) at \(spot)")
      answers += outcome.code == 0 ? 1 : 0
    }
    #expect(spot != "100" || answers > 5)
  }

  /// Ten thousand sold puts ask for ten thousand times what one does, under a rule that is linear.
  @Test func tenThousandLegsAreMargined() throws {
    let put = "{option: put, underlying: X, strike: 90, expiry: 2020-02-01, quantity: -1}"
    let many = Array(repeating: put, count: 10_000).joined(separator: ", ")
    let initials = try [put, many].map { positions in
      let outcome = try margin(portfolio(positions: positions), ["tims"])
      return try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8)).models[0]
        .initial
    }
    #expect(initials[0] > 0 && abs(initials[1] / initials[0] - 10_000) < 1e-6)
  }

  /// A thousand different legs under every model that needs no past: answered, and never a trap.
  @Test func aThousandLegsAreMarginedByEveryModel() throws {
    let legs = (0..<1000).map { index in
      let right = index % 2 == 0 ? "put" : "call"
      return """
        {option: \(right), underlying: X, strike: \(50 + Double(index) / 10), \
        expiry: 2020-0\(2 + index % 5)-01, quantity: \(index % 3 == 0 ? -2 : 1), multiplier: 1}
        """
    }
    let text = portfolio(positions: legs.joined(separator: ", "))
    for model in ["reg-t", "tims", "span", "deribit-pm", "derive-pm2", "derive-sm", "okx-pm"] {
      let outcome = try margin(text, [model])
      #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(model)")
    }
  }

  @Test func experimentsRefuseTheSame() throws {
    let broken = [
      ("collateral: [{asset: gold, quantity: 1}]", "[missing-key]"),
      ("collateral: [{asset: gold, quantity: -1, price: 5}]", "[out-of-range]"),
      (
        "collateral: [{asset: au, quantity: 1, price: 5}, {asset: au, quantity: 2, price: 5}]",
        "[repeated-asset]"
      ),
      (
        "collateral: [{asset: stX, quantity: 1, price: 5, moves-with: SPY}]", "[unknown-underlying]"
      ),
      ("positions: [{perpetual: SPX, quantity: 1, settlement: invers}]", "[unknown-value]"),
      ("positions: [{future: SPX, expiry: 2020-01-01, quantity: 1}]", "[expired]"),
    ]
    for (line, code) in broken {
      let sandbox = try Sandbox(
        replacing: "cash: 100_000 USD", with: "cash: 100_000 USD\n  \(line)")
      let outcome = try sandbox.run("run", "small.yaml", "--out", "r")
      #expect(outcome.code == 65 && outcome.errors.contains(code), "\(line): \(outcome.errors)")
    }
  }

  /// The largest size that a file may hold is computed, or refused as too large; beyond it is refused.
  @Test(arguments: [("1e12", [0, 65]), ("1e15", [65]), ("1e300", [65])])
  func hugeSizesNeverTrap(quantity: String, codes: [Int32]) throws {
    let line = "positions: [{perpetual: SPX, quantity: \(quantity), settlement: inverse}]"
    let sandbox = try Sandbox(
      replacing: "cash: 100_000 USD", with: "cash: 100_000 USD\n  \(line)")
    for command in ["run", "twins"] {
      let outcome = try sandbox.run(command, "small.yaml", "--out", command, "-q")
      #expect(outcome.exited && codes.contains(outcome.code), "\(command): \(outcome.errors)")
    }
  }

  @Test func aPriceOfZeroCannotPayInCoin() throws {
    let sandbox = try Sandbox(
      replacing: "{file: prices.csv}", with: "{file: prices.csv, allow-non-positive: true}",
      prices: tenPrices.replacing("2024-01-15,102", with: "2024-01-15,0"))
    let text = try sandbox.read("small.yaml").replacing(
      "contracts: 1}", with: "contracts: 1, settlement: inverse}")
    try sandbox.write(text, to: "small.yaml")
    let outcome = try sandbox.run("run", "small.yaml", "--out", "r")
    #expect(outcome.code == 65 && outcome.errors.contains("2024-01-15"))
    #expect(outcome.errors.contains("[unusable-price]"))
  }
}

private struct Model: Decodable { let id: String }

private struct Answer: Decodable {
  let models: [Requirement]

  struct Requirement: Decodable { let initial: Double }
}
