/// Rates that change with an amount, each for the part of it above its own border.
///
/// With borders bₙ and rates rₙ the charge on x is Σ rₙ·(min(x, bₙ₊₁) − bₙ)⁺, which is continuous. Venues
/// print the same as x·rₙ − dₙ with a deduction dₙ.
struct MarginalTiers: Sendable {
  private let rows: [(from: Double, rate: Double)]

  /// Tiers in any order; what lies below the lowest border is free.
  init(_ rows: [(from: Double, rate: Double)]) {
    self.rows = rows.sorted { $0.from < $1.from }
  }

  func charge(on amount: Double) -> Double {
    rows.indices.reduce(0) { sum, i in
      let end = i + 1 < rows.count ? min(amount, rows[i + 1].from) : amount
      return sum + max(0, end - rows[i].from) * rows[i].rate
    }
  }
}

/// The tiers that a table states for single underlyings, and for any other.
struct TierTable: Sendable {
  private let entries: [(name: String, tiers: MarginalTiers)]

  init(_ rows: [ParameterRow], rate: String) {
    entries = rows.names("underlying").map { name in
      let own = rows.filter { ($0.word("underlying") ?? "any") == name }
      return (
        name, MarginalTiers(own.map { ($0.number("from") ?? 0, $0.number(rate) ?? 0) })
      )
    }
  }

  /// The tiers of an underlying; `nil` when the table has none for it.
  subscript(name: String) -> MarginalTiers? {
    (entries.first { $0.name == name } ?? entries.first { $0.name == "any" })?.tiers
  }

  /// A table of tiers with one column for the rate.
  static func table(_ name: String, _ meaning: String, rate: ModelTable.Column) -> ModelTable {
    ModelTable(
      name, meaning,
      columns: [
        ModelTable.Column("underlying", "an underlying's name; any other without (any)", .name),
        ModelTable.Column("from", "lower border, USD", .number(0...1e15), isRequired: true), rate,
      ])
  }
}

extension [ParameterRow] {
  /// The different words of a column in the order first met, `any` where there is none.
  func names(_ column: String) -> [String] {
    reduce(into: []) { found, row in
      let name = row.word(column) ?? "any"
      if !found.contains(name) { found.append(name) }
    }
  }
}
