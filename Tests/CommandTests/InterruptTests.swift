import Foundation
import Testing

@Suite struct InterruptTests {
  @Test func ctrlCDuringTheReplayLeavesNothing() throws {
    let sandbox = try Sandbox()
    let program = try Program(
      [
        "run", blackMonday, "--out", "new/report", "--set", "market.from=1952-03-03",
        "--set", "market.to=2021-12-31", "--set", "margin.shadow=[historical-var]",
      ], in: sandbox.work.path)
    try program.process.run()
    Thread.sleep(forTimeInterval: 1.5)
    #expect(program.process.isRunning)
    program.process.interrupt()
    let outcome = try program.outcome()
    #expect(outcome.exited && outcome.code == 130)
    #expect(try outcome.output.isEmpty && sandbox.contents().isEmpty)
  }
}
