import MarginCore
import MarginFiles
import MarginReplay

/// What `margincall run --dry-run` says it would do.
struct RunPlan {
  let loaded: LoadedExperiment
  let folder: String

  /// The plan for people.
  var text: String {
    """
    would replay \(loaded.experiment.name): \(steps.count) steps from \(first) to \(last)
    models   \(models.joined(separator: ", "))
    inputs   \(loaded.inputs.map { "\($0.path) (\($0.rows) rows)" }.joined(separator: ", "))
    report   \(folder)
    """
  }

  /// The plan for programs.
  var json: String {
    JSONValue.object([
      ("experiment", .string(loaded.experiment.name)), ("steps", .integer(steps.count)),
      ("from", .string(first)), ("to", .string(last)),
      ("models", .array(models.map(JSONValue.string))),
      ("inputs", .array(loaded.inputs.map(value))), ("report", .string(folder)),
    ]).text
  }

  private var steps: Range<Int> { loaded.history.steps }
  private var first: String { "\(loaded.history.times[steps.lowerBound])" }
  private var last: String { "\(loaded.history.times[steps.upperBound - 1])" }
  private var models: [String] { loaded.replay.models.map(\.id) }

  private func value(_ input: FileDigest) -> JSONValue {
    .object([("path", .string(input.path)), ("rows", .integer(input.rows))])
  }
}
