import Foundation
import Testing

@testable import MarginFiles

/// What `run` leaves behind for the experiment that ships.
@Suite struct RunReportTests {
  private func report() throws -> Sandbox {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run("run", blackMonday, "--out", "report")
    #expect(outcome.code == 0, "\(outcome.errors)")
    return sandbox
  }

  @Test func theFolderHoldsExactlyTheFilesOfTheContract() throws {
    let contents = try report().contents("report")
    let charts = contents.filter { $0.hasPrefix("charts/") }
    #expect(
      contents.filter { !$0.hasPrefix("charts") } == [
        "attribution.csv", "calls.csv", "drag.csv", "experiment.yaml", "liquidations.csv",
        "manifest.json",
        "margin.csv", "positions.csv", "report.html", "summary.csv", "summary.json", "summary.md",
        "timeline.csv", "trades.csv", "waterfall.csv",
      ])
    #expect(!charts.isEmpty && charts.allSatisfy { $0.hasSuffix(".svg") })
  }

  @Test(arguments: [("1987-10-16", 282.7), ("1987-10-19", 224.84)])
  func theTimelineHasTheClose(day: String, close: Double) throws {
    let timeline = Table(try report().read("report/timeline.csv"))
    let rows = timeline.rows(where: "time", is: day)
    #expect(rows.map { timeline.text("model", $0) } == ["reg-t", "tims", "span"])
    #expect(rows.allSatisfy { timeline.number("spx_spot", $0) == close })
  }

  @Test func everyRowOfAttributionSumsToTheChangeInEquity() throws {
    let sandbox = try report()
    let timeline = Table(try sandbox.read("report/timeline.csv"))
    let attribution = Table(try sandbox.read("report/attribution.csv"))
    #expect(attribution.rows.count == timeline.rows.count && timeline.rows.count > 300)
    for model in ["reg-t", "tims", "span"] {
      let equity = timeline.rows(where: "model", is: model)
      let parts = attribution.rows(where: "model", is: model)
      for (pair, row) in zip(zip(equity, equity.dropFirst()), parts.dropFirst()) {
        let after = timeline.number("equity", pair.1)
        let change =
          after - timeline.number("equity", pair.0) - timeline.number("deposit", pair.1)
        let sum = row[2..<24].compactMap(Double.init).reduce(0, +)
        #expect(abs(sum - change) <= 1e-9 * max(1, abs(after)), "\(row[0]) \(model)")
      }
    }
  }

  @Test func theColumnsThatSumAreTheParts() throws {
    let attribution = Table(try report().read("report/attribution.csv"))
    #expect(attribution.header.prefix(3) == ["time", "model", "delta"])
    #expect(attribution.header[23...25] == ["translation", "total", "equity_change_less_deposit"])
    #expect(attribution.header.suffix(3) == ["residual_share", "flagged", "substeps"])
    #expect(attribution.header.count == 29)
  }

  @Test func thePageNeedsNothingFromOutside() throws {
    let page = try report().read("report/report.html").lowercased()
    let namespaces = page.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
    for mark in ["http://", "https://", "src=", "href=\"//", "@import", "url(", "<link", "<script"]
    {
      #expect(!namespaces.contains(mark), "\(mark)")
    }
  }

  @Test func theManifestHasTheDigestOfEveryFile() throws {
    let sandbox = try report()
    let manifest = try JSONDecoder().decode(
      Listing.self, from: sandbox.bytes("report/manifest.json"))
    let listed = manifest.outputs.map(\.path).sorted()
    let files = try sandbox.files("report")
    #expect(listed == files.keys.filter { $0 != "manifest.json" }.sorted())
    for output in manifest.outputs {
      let bytes = [UInt8](try #require(files[output.path]))
      #expect(output.sha256 == SHA256.hexadecimal(of: bytes) && output.bytes == bytes.count)
    }
  }

  @Test func theManifestHasTheDigestOfTheInput() throws {
    let sandbox = try report()
    let manifest = try JSONDecoder().decode(
      Listing.self, from: sandbox.bytes("report/manifest.json"))
    let input = try #require(manifest.inputs.first)
    let data = try Data(contentsOf: repository.appendingPathComponent("datasets/sp500-daily.csv"))
    #expect(manifest.inputs.count == 1 && input.path == "../datasets/sp500-daily.csv")
    #expect(input.sha256 == SHA256.hexadecimal(of: [UInt8](data)))
    #expect(input.rows == data.count { $0 == UInt8(ascii: "\n") } - 1)
  }
}

/// What the tests read of a manifest.
private struct Listing: Decodable {
  let inputs: [Input]
  let outputs: [Output]

  struct Input: Decodable {
    let path: String
    let sha256: String
    let rows: Int
  }

  struct Output: Decodable {
    let path: String
    let sha256: String
    let bytes: Int
  }
}
