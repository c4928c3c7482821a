internal import MarginCore

/// Checks of a volatility source that take more than one field.
struct VolatilityChecks {
  private let source: Record
  private let place: Place

  init(_ setting: Setting) {
    (source, place) = (setting.record ?? Record(), setting.place)
  }

  var problems: [Problem] {
    switch source["model"]?.text {
    case "index": [shape, unusedLongRun, missingLongRun].compactMap(\.self)
    case "surface": forms + arbitrage
    default: []
    }
  }

  private var shape: Problem? {
    guard let skew = source["skew"]?.number, let curvature = source["curvature"],
      let number = curvature.number, source.smileShape == nil
    else { return nil }
    return Problem(
      at: curvature.place, "curvature `\(numberText(number))` is out of range",
      code: "out-of-range", hint: "with this skew it must be above \(numberText(-skew * skew))")
  }

  private var unusedLongRun: Problem? {
    guard let longRun = source["long-run"], source["speed"]?.number == 0 else { return nil }
    return Problem(
      at: longRun.place, "`long-run` has no effect with speed 0", code: "unused-key",
      hint: "remove it, or add  speed: 4")
  }

  private var missingLongRun: Problem? {
    guard let speed = source["speed"], let number = speed.number, number > 0,
      !source.has("long-run")
    else { return nil }
    return Problem(
      at: speed.place, "an index with speed lacks `long-run`", code: "missing-key",
      hint: "add  long-run: 0.18  for the volatility that far times tend to")
  }

  /// A surface is given in exactly one way.
  private var forms: [Problem] {
    let given = ["file", "slices", "ssvi"].filter { source.has($0) }
    guard given.count == 1 else {
      let found = given.isEmpty ? "none" : "\(given.count)"
      return [
        Problem(
          at: place, "a surface needs one of `file`, `slices` and `ssvi`, and has \(found)",
          code: given.isEmpty ? "missing-key" : "unused-key",
          hint: "give the smiles in a file, as a list of slices, or by SSVI")
      ]
    }
    guard let spot = source["spot"], given == ["file"] else { return [] }
    return [
      Problem(
        at: spot.place, "`spot` has no effect with a file", code: "unused-key",
        hint: "remove it; smiles of a file are quoted at the price of their time")
    ]
  }

  private var arbitrage: [Problem] {
    do throws(SurfaceArbitrage) {
      _ = try source.surface()
      return []
    } catch {
      return error.problems.map {
        $0.problem(at: (source["slices"] ?? source["ssvi"])?.place ?? place)
      }
    }
  }
}

extension SurfaceProblem {
  /// The problem of a surface that an input gives.
  func problem(at place: Place) -> Problem {
    kind == .parameter
      ? Problem(
        at: place, "the surface cannot be made: \(self)", code: "out-of-range",
        hint: "give each time to expiry once, and parameters within their bounds")
      : Problem(
        at: place, "the surface has arbitrage: \(self)", code: "arbitrage",
        hint: "fit the smiles again; prices from these could not all hold at once")
  }
}
