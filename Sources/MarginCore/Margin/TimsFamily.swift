extension Tims {
  /// The percentage-range family.
  public static let family = ModelFamily(
    name: "percentage-range",
    summary: "Largest loss over ten equidistant prices, with a minimum per option contract.",
    parameters: [
      ModelParameter(
        "high-cap-index-down", "range below spot, high-cap index, fraction", in: 0...1),
      ModelParameter("high-cap-index-up", "range above spot, high-cap index, fraction", in: 0...10),
      ModelParameter(
        "broad-index-range", "range either way, other broad index, fraction", in: 0...1),
      ModelParameter("equity-range", "range either way, single equity, fraction", in: 0...1),
      ModelParameter(
        "offset-rate", "share of a class's gain that offsets another's loss", in: 0...1),
      ModelParameter(
        "minimum-per-unit", "minimum per option contract over its multiplier, money", in: 0...1e6),
      ModelParameter(
        "house-multiple", "what the broker asks for over the rule", in: 1...10, standard: 1),
    ],
    tables: [
      ModelTable(
        "classes", "range and groups of one underlying, or of one kind of underlying",
        columns: [
          ModelTable.Column(
            "underlying", "an underlying's name, or a kind such as equity", .name,
            isRequired: true),
          ModelTable.Column(
            "class", "class group, which nets in full (the underlying alone)", .name),
          ModelTable.Column("group", "product group, which offsets at a rate (none)", .name),
          ModelTable.Column(
            "offset-rate", "share of its gain that offsets others' losses", .number(0...1)),
          ModelTable.Column("down", "range below spot, fraction", .number(0...1)),
          ModelTable.Column("up", "range above spot, fraction", .number(0...10)),
        ],
        rule: .distinct("underlying"))
    ],
    make: { Tims(id: $0, $1) })
}
