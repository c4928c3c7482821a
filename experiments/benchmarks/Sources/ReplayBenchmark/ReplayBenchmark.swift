import Foundation
import MarginFiles
import MarginReplay

/// Replays `experiments/seventy-two-years.yaml` once per line of standard input and answers each with
/// the processor seconds it took, reading and writing files excluded; prints the metrics to compare first.
@main
struct ReplayBenchmark {
  static func main() throws {
    let file = CommandLine.arguments[1]
    let folder = (file as NSString).deletingLastPathComponent
    let loaded = try assemble(try loadExperiment(file, named: file), relativeTo: folder)
    let summaries = try loaded.replay.run(over: loaded.history).summaries()
    for summary in summaries {
      let metrics = ["final_equity", "peak_initial_margin", "mean_initial_margin", "hedging_cost"]
      let numbers = metrics.map { "\(summary.number($0) ?? .nan)" }
      say(([summary.model] + numbers).joined(separator: " "))
    }
    say("ready")
    while readLine() != nil { say("\(try seconds(of: loaded))") }
  }

  static func seconds(of loaded: LoadedExperiment) throws -> Double {
    let start = clock()
    let result = try loaded.replay.run(over: loaded.history)
    let end = clock()
    precondition(result.accounts.count == loaded.replay.models.count)
    return Double(end - start) / Double(CLOCKS_PER_SEC)
  }

  static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
