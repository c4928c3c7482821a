extension Span {
  /// The risk-array family.
  public static let family = ModelFamily(
    name: "risk-array",
    summary:
      "Largest loss over sixteen price and volatility scenarios, with every charge of SPAN.",
    parameters: commodityParameters + [
      ModelParameter("initial-multiple", "initial margin over risk requirement", in: 0.1...10),
      ModelParameter(
        "maintenance-multiple", "maintenance margin over risk requirement", in: 0.1...10),
    ],
    tables: [commodityTable, tierTable, interMonthTable, interCommodityTable],
    make: { Span(id: $0, $1) })

  /// Numbers that may differ from commodity to commodity.
  private static let commodityParameters = [
    ModelParameter(
      "price-scan-range", "least price move of a full scan, fraction of spot", in: 0...1),
    ModelParameter(
      "price-scan-points", "least price move of a full scan, price points", in: 0...1e9,
      standard: 0),
    ModelParameter(
      "price-scan-deviations", "price move of a full scan, daily standard deviations", in: 0...20),
    ModelParameter(
      "volatility-scan-relative", "volatility move of a full scan, fraction of its level",
      in: 0...10),
    ModelParameter(
      "volatility-scan-absolute", "volatility move of a full scan, per year", in: 0...10),
    ModelParameter(
      "volatility-scan-level",
      "least absolute move of a full scan, fraction of the underlying's level", in: 0...10,
      standard: 0),
    ModelParameter(
      "extreme-multiple", "price move of the extreme scenarios, scan ranges", in: 1...10),
    ModelParameter("extreme-cover", "share of an extreme loss that is charged", in: 0...1),
    ModelParameter("look-ahead-days", "time that passes in every scenario, days", in: 0...30),
    ModelParameter(
      "contract-size", "units of the underlying in one delta", in: 1e-9...1e9, standard: 1),
    ModelParameter(
      "delivery-days", "days before expiry with a delivery charge", in: 0...366, standard: 0),
    ModelParameter(
      "delivery-charge-spread", "delivery charge per delta in spreads, money", in: 0...1e9,
      standard: 0),
    ModelParameter(
      "delivery-charge-outright", "delivery charge per delta outside spreads, money", in: 0...1e9,
      standard: 0),
    ModelParameter(
      "short-option-minimum-rate", "minimum per short option, fraction of its notional", in: 0...1),
    ModelParameter(
      "short-option-minimum-per-contract", "minimum per short option contract, money", in: 0...1e9),
    ModelParameter(
      "short-option-minimum-offset",
      "share of the smaller of short calls and puts left out of the minimum", in: 0...1,
      standard: 0),
    ModelParameter(
      "exposure-rate", "charge on top, fraction of notional of futures and short options",
      in: 0...1, standard: 0),
    ModelParameter(
      "futures-style-options", "1 where options are marked to market daily, else 0", in: 0...1,
      standard: 0),
  ]

  private static let commodityTable = ModelTable(
    "commodities", "values of one underlying, or of one kind of underlying",
    columns: [
      ModelTable.Column(
        "commodity", "an underlying's name, or a kind such as equity", .name, isRequired: true),
      ModelTable.Column("group", "commodities that share excess option value", .name),
    ]
      + commodityParameters.map {
        ModelTable.Column($0.name, $0.meaning, .number($0.range))
      },
    rule: .distinct("commodity"))

  private static let commodityColumn = ModelTable.Column(
    "commodity", "an underlying's name, a kind, or any", .name, isRequired: true)

  private static let tierTable = ModelTable(
    "tiers", "one range of expiries, from where the row before ended",
    columns: [
      commodityColumn,
      ModelTable.Column("tier", "its number", .number(1...1000), isRequired: true),
      ModelTable.Column("to-days", "last day to expiry; none for all others", .number(0...1e5)),
    ])

  private static let interMonthTable = ModelTable(
    "inter-month-spreads", "one spread between expiries, in order of priority",
    columns: [
      commodityColumn,
      ModelTable.Column("near-tier", "tier of one leg (1)", .number(1...1000)),
      ModelTable.Column("far-tier", "tier of the other leg (the same)", .number(1...1000)),
      ModelTable.Column("near-ratio", "deltas of one leg in a spread (1)", .number(1e-6...1e6)),
      ModelTable.Column("far-ratio", "deltas of the other leg (1)", .number(1e-6...1e6)),
      ModelTable.Column("charge", "charge per spread, money (0)", .number(0...1e9)),
      ModelTable.Column(
        "charge-rate", "charge per spread, fraction of a contract's price at the later expiry (0)",
        .number(0...1)),
    ])

  private static let interCommodityTable = ModelTable(
    "inter-commodity-spreads", "one leg of a spread; spreads rank in the order of their first legs",
    columns: [
      ModelTable.Column("spread", "the spread's name", .name, isRequired: true),
      ModelTable.Column("commodity", "the leg's underlying", .name, isRequired: true),
      ModelTable.Column(
        "side", "A or B; the two are held in opposite directions", .word(["A", "B"]),
        isRequired: true),
      ModelTable.Column("ratio", "deltas of the leg in one spread (1)", .number(1e-6...1e6)),
      ModelTable.Column(
        "credit-rate", "share of the leg's price risk credited", .number(0...1), isRequired: true),
    ],
    rule: .complete(["A", "B"], in: "side", forEach: "spread"))
}
