import Foundation
import MarginReplay
import Testing

@testable import MarginFiles

@Suite struct StepTableFilesTests {
  @Test("Tables written as the steps come are those of the whole result", arguments: 1...4)
  func sameBytes(seed: UInt64) throws {
    try withFolder { folder in
      let loaded = try LongMarket(in: folder, seed: seed).whole()
      let result = try loaded.replay.run(over: loaded.history)
      let whole = reportTables(of: result, summaries: [], currency: "USD").prefix(9)
      let digests = try written(result, to: folder + "/report")
      #expect(digests == whole.map(\.digest))
      for file in whole {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/report/\(file.path)"))
        #expect(bytes.elementsEqual(file.bytes), "\(file.path)")
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/report")
      #expect(names.sorted() == whole.map(\.path).sorted())
      #expect(result.accounts.contains { !$0.calls.isEmpty })
    }
  }

  @Test func callsStandByAccount() throws {
    let tables = reportTables(of: SampleResult.result, summaries: [], currency: "USD")
    let calls = try #require(tables.first { $0.path == "calls.csv" })
    let rows = String(decoding: calls.bytes, as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(rows.map { $0.prefix(5) } == ["reg-t", "\"b,\"\""])
  }

  @Test func aResultIsTheSumOfItsSteps() throws {
    try withFolder { folder in
      let loaded = try LongMarket(in: folder, seed: 3).whole()
      let result = try loaded.replay.run(over: loaded.history)
      var again = RunResult(
        models: result.accounts.map(\.model), underlyings: result.market.map(\.name))
      result.forEachStep { again.append($0) }
      #expect("\(again)" == "\(result)")
      var totals = result.accounts.map { AccountTotals(model: $0.model) }
      result.forEachStep { step in
        for (index, account) in step.accounts.enumerated() { totals[index].add(account) }
      }
      #expect(totals.summaries() == result.summaries())
    }
  }

  @Test func aFolderThatIsGivenUpLeavesNothing() throws {
    try withFolder { folder in
      let report = try ReportFolder(folder + "/new/report", name: "x", force: false)
      var tables = try StepTableFiles(
        models: ["m"], underlyings: ["X"], rebalances: false, holdsCoins: false, in: report)
      _ = try tables.finish()
      report.discard()
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  private func written(_ result: RunResult, to path: String) throws -> [OutputDigest] {
    let folder = try ReportFolder(path, name: "long-market", force: false)
    var tables = try StepTableFiles(
      models: result.accounts.map(\.model), underlyings: result.market.map(\.name),
      rebalances: false, holdsCoins: false, in: folder)
    var failure: FileError?
    result.forEachStep { step in
      do throws(FileError) { try tables.record(step) } catch { failure = error }
    }
    if let failure { throw failure }
    let digests = try tables.finish()
    try folder.finish()
    return digests
  }
}
