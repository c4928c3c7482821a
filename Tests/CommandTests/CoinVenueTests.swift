import Foundation
import Testing

/// `margin` and `explain` answer for every coin venue on a portfolio that ships.
@Suite struct CoinVenueTests {
  static let books = [
    ("coin-venues", ["okx-pm", "okx-pm-2024", "bybit-pm", "deribit-pm"]),
    ("coin-margined", ["okx-pm", "bybit-pm"]),
    ("coins-and-perpetuals", ["drift-v2", "okx-pm", "bybit-pm"]),
    (
      "perpetuals",
      ["hyperliquid", "binance-um", "binance-pm", "dydx-v4", "drift-v2", "paradex-pm", "okx-pm"]
    ),
  ]

  private func path(_ book: String) -> String {
    repository.appendingPathComponent("experiments/\(book)-portfolio.yaml").path
  }

  @Test(arguments: books)
  func marginAnswers(book: String, models: [String]) throws {
    let outcome = try Program(
      ["margin", path(book), "--json"] + models.flatMap { ["--model", $0] }, in: repository.path
    ).run()
    #expect(outcome.code == 0, "\(outcome.errors)")
    for model in models { #expect(outcome.output.contains("\"\(model)\"")) }
  }

  @Test(arguments: books)
  func explainAnswers(book: String, models: [String]) throws {
    for model in models {
      let outcome = try Program(["explain", path(book), "--model", model], in: repository.path)
        .run()
      #expect(outcome.code == 0, "\(model): \(outcome.errors)")
    }
  }

  @Test func aRefusedPositionIsNamed() throws {
    let outcome = try Program(
      ["margin", path("coins-and-perpetuals"), "--model", "binance-um"], in: repository.path
    ).run()
    #expect(outcome.code == 65)
    #expect(outcome.errors.contains("no rule for a spot holding on SOL"))
  }

  @Test func aRefusedOptionIsNamedWithItsArticle() throws {
    let outcome = try Program(
      ["margin", path("coin-venues"), "--model", "binance-um"], in: repository.path
    ).run()
    #expect(outcome.code == 65)
    #expect(outcome.errors.contains("no rule for an option on BTC"))
  }
}
