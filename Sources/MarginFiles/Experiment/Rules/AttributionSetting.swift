internal import MarginReplay

extension ExperimentSchema {
  static let attribution: [Field] = [
    Field(
      "terms",
      .list(
        of: .scalar(ChoiceShape(AttributionPlan.Term.allCases.map(\.rawValue))), atLeast: 0),
      .standard("[]"), "further terms of the expansion: charm, speed, rho"),
    Field(
      "threshold", .scalar(FractionShape(Bounds(0...1))), .standard("0.1"),
      "share of the gross profit of the book above which a residual flags its step"),
    Field(
      "substeps", .scalar(NumberShape(Bounds(1...1000), isWhole: true)), .standard("1"),
      "parts that a flagged step is split into"),
  ]
}

/// Checks of `attribution` that take more than one value.
struct AttributionChecks {
  let attribution: Record

  /// Terms that are asked for already.
  var problems: [Problem] {
    let terms = attribution["terms"]?.list ?? []
    return terms.indices.filter { terms[..<$0].contains(terms[$0]) }.map {
      Problem(
        at: terms[$0].place, "the term `\(terms[$0].text ?? "")` is named twice",
        code: "repeated-term", hint: "remove one of the two")
    }
  }
}

extension AttributionPlan {
  /// The plan that the `attribution` fields describe; the standard one without them.
  init(_ fields: Record?) throws(MissingSetting) {
    self.init()
    guard let fields else { return }
    for term in try fields.required("terms", \.texts) {
      if let term = Term(rawValue: term) { terms.insert(term) }
    }
    threshold = try fields.required("threshold", \.number)
    substeps = Int(try fields.required("substeps", \.number))
  }
}
