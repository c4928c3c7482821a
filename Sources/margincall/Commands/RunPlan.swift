import MarginCore
import MarginFiles
import MarginReplay

/// What `margincall run --dry-run` says it would do.
struct RunPlan {
  let prepared: PreparedExperiment
  let folder: String

  /// The plan for people.
  var text: String {
    """
    would replay \(prepared.experiment.name): \(steps) steps from \(first) to \(last)
    models   \(models.joined(separator: ", "))
    inputs   \(prepared.inputs.map { "\($0.path) (\($0.rows) rows)" }.joined(separator: ", "))
    report   \(folder)
    """
  }

  /// The plan for programs.
  var json: String {
    JSONValue.object([
      ("experiment", .string(prepared.experiment.name)), ("steps", .integer(steps)),
      ("from", .string(first)), ("to", .string(last)),
      ("models", .array(models.map(JSONValue.string))),
      ("inputs", .array(prepared.inputs.map(value))), ("report", .string(folder)),
    ]).text
  }

  private var steps: Int { prepared.market.stepCount }
  private var first: String { "\(prepared.market.span.lowerBound)" }
  private var last: String { "\(prepared.market.span.upperBound)" }
  private var models: [String] { prepared.replay.models.map(\.id) }

  private func value(_ input: FileDigest) -> JSONValue {
    .object([("path", .string(input.path)), ("rows", .integer(input.rows))])
  }
}
