import MarginCore
import MarginReplay
import Testing

@testable import MarginFiles

/// `margin.transforms` from the file to the model.
@Suite struct TransformExperimentTests {
  private static let text = """
    margin:
      models: [careful]
      shadow: [tims]
      parameters: {historical-var: {window: 4}}
      transforms:
        careful:
          of: tims
          parameters: {equity-range: 0.2}
          apply:
            - {multiplier: 1.5}
            - {floor: historical-var}
            - {cap: reg-t, multiple: 3}
            - {stressed: span, weight: 25bp}
            - {buffer: 0.25, release-from: 1.25, release-to: 2, window: 5}
            - {speed-limit: 0.1, window: 2}
            - {liquidity: 5bp, volatility-half-spread: 0.01}
            - {concentration: 3, adv: 200_000}

    """

  private func experiment(_ old: String = "", _ new: String = "") -> String {
    let text = old.isEmpty ? Self.text : Self.text.replacing(old, with: new)
    return Example.experiment("margin: {models: [tims]}\n", text)
  }

  @Test func everyTransformIsRead() throws {
    let experiment = try parseExperiment(experiment(), named: "e.yaml")
    let careful = try #require(experiment.margin.transforms.first)
    #expect(careful.id == "careful" && careful.base == "tims")
    #expect(careful.parameters == ["equity-range": 0.2] && careful.steps.count == 8)
    #expect(careful.steps[2] == .reference(.cap(multiple: 3), model: "reg-t"))
    #expect(
      careful.steps[4] == .buffer(share: 0.25, release: 1.25...2, decay: 0.97, window: 5))
    #expect(resolvedYAML(of: experiment).contains("transforms:"))
    #expect(
      try parseExperiment(resolvedYAML(of: experiment), named: "r").margin == experiment.margin)
  }

  /// The warm-up of a transform is that of its model and of those it compares with, and its window.
  @Test func theWarmUpIsThatOfAllItsModels() throws {
    let prices = (0..<12).map { 100 + Double($0 % 3) }
    let files = FakeFiles(["spx.csv": ("2020-01-01", prices)])
    let loaded = try files.load(try parseExperiment(experiment(), named: "e.yaml"))
    #expect(loaded.replay.models[0].lookBack == 5 + 2)
    #expect(loaded.history.firstStep == 7)
    let log = try loaded.replay.run(over: loaded.history).accounts[0]
    let names = try #require(log.margin.first?.requirement.components.map(\.name))
    #expect(
      names.suffix(8) == [
        "multiplier", "floor", "cap", "stressed_weight", "buffer", "speed_limit",
        "liquidity_add_on", "concentration_add_on",
      ])
    #expect(log.model == "careful")
  }

  @Test(arguments: [
    ("of: tims", "of: timz", ["unknown-model"]),
    ("floor: historical-var", "floor: careful", ["unknown-model", "unused-key"]),
    ("models: [careful]", "models: [span]", ["unused-key"]),
    ("careful:", "span:", ["repeated-model", "unknown-model", "unused-key"]),
    ("equity-range: 0.2", "equity-rang: 0.2", ["unknown-parameter"]),
    ("equity-range: 0.2", "equity-range: 20", ["out-of-range"]),
    ("release-to: 2", "release-to: 1", ["out-of-range"]),
    (
      "parameters: {historical-var: {window: 4}}", "parameters: {careful: {window: 4}}",
      ["unused-key"]
    ),
    ("{multiplier: 1.5}", "{speed-limit: 0.2, window: 1}", ["out-of-range"]),
    ("{multiplier: 1.5}", "{multiplyer: 1.5}", ["unknown-key"]),
    ("weight: 25bp", "weight: 25", ["percent"]),
    ("liquidity: 5bp", "liquidity: -1", ["out-of-range"]),
    ("adv: 200_000", "adv: 0", ["out-of-range"]),
  ])
  func brokenTransformsAreRefused(old: String, new: String, codes: [String]) {
    let problems = Example.problems(of: experiment(old, new))
    #expect(problems.map(\.code).sorted() == codes.sorted(), "\(problems.map(\.description))")
    #expect(problems.allSatisfy { $0.hint?.isEmpty == false })
  }

  @Test func aTransformHasAtMostSixteenSteps() {
    let many = String(repeating: "        - {multiplier: 1}\n", count: 9)
    let text = experiment("        - {multiplier: 1.5}\n", many)
    #expect(Example.problems(of: text).map(\.code) == [])
    let more = experiment("        - {multiplier: 1.5}\n", many + many)
    #expect(Example.problems(of: more).map(\.code) == ["out-of-range"])
  }
}
