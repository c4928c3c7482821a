import Foundation
import Testing

/// What `run` writes of coins.
@Suite struct CollateralReportTests {
  private func run(_ settings: String...) throws -> Sandbox {
    let sandbox = try Sandbox()
    let file = repository.appendingPathComponent(
      "experiments/linear-against-inverse-2020/long-perpetual.yaml")
    let arguments = ["run", file.path, "-q", "--out", "r"] + settings.flatMap { ["--set", $0] }
    #expect(try Program(arguments, in: sandbox.path("")).run().code == 0)
    return sandbox
  }

  /// 121 steps under two models, each with one coin and dollars of another kind.
  @Test func theCoinsOfEveryStepAddUpToTheCollateral() throws {
    let sandbox = try run(
      "portfolio.positions=[{perpetual: BTC, quantity: 100, multiplier: 100, settlement: inverse}]",
      "portfolio.collateral=[{asset: BTC, quantity: 2, haircut: 0.1}, {asset: USDC, quantity: 500, price: 1}]"
    )
    let coins = Table(try sandbox.read("r/collateral.csv"))
    let timeline = Table(try sandbox.read("r/timeline.csv"))
    #expect(coins.header == ["time", "model", "asset", "quantity", "value", "counted"])
    #expect(timeline.rows.count == 2 * 121 && coins.rows.count == 2 * 2 * 121)
    for (index, step) in timeline.rows.enumerated() {
      let own = coins.rows[2 * index...2 * index + 1]
      #expect(own.allSatisfy { $0[0] == step[0] && $0[1] == step[1] })
      let counted = own.reduce(0) { $0 + coins.number("counted", $1) }
      #expect(abs(counted - timeline.number("collateral", step)) < 1e-9)
    }
    let quantities = Set(coins.rows(where: "asset", is: "BTC").map { coins.number("quantity", $0) })
    #expect(quantities.count > 100, "the perpetual pays in coin")
    let positions = Table(try sandbox.read("r/positions.csv"))
    #expect(positions.rows.allSatisfy { $0.last == "inverse" })
    #expect(positions.header.last == "settlement")
  }

  @Test func withoutCoinsThereIsNoSuchTable() throws {
    let sandbox = try run()
    #expect(try !sandbox.contents("r").contains("collateral.csv"))
    #expect(Table(try sandbox.read("r/trades.csv")).rows.allSatisfy { $0.last == "linear" })
  }
}
