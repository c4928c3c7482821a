import MarginReplay

/// Metric values as text.
enum MetricText {
  /// `metric` formatted by its unit.
  static func value(_ metric: Metric?) -> String {
    switch metric?.value {
    case nil: "–"
    case .time(let time): Words.moment(time)
    case .number(let number): text(number, unit: metric?.unit ?? .money, name: metric?.name ?? "")
    }
  }

  /// A number in `unit`; the ratios that compare two requirements read as multiples.
  static func text(_ number: Double, unit: Metric.Unit, name: String = "") -> String {
    switch unit {
    case .money: NumberText.money(number)
    case .count, .time: NumberText.count(number)
    case .ratio where isMultiple(name): multiple(number)
    case .ratio: NumberText.percent(number)
    }
  }

  /// `4.30×`.
  static func multiple(_ number: Double) -> String {
    number.isFinite ? NumberText.fixed(number, 2) + "×" : NumberText.fixed(number, 2)
  }

  private static func isMultiple(_ name: String) -> Bool {
    name == "margin_expansion" || name == "peak_to_trough" || name.hasPrefix("capital_efficiency")
  }
}

extension AccountSummary {
  /// The metric called `name`.
  func metric(_ name: String) -> Metric? { metrics.first { $0.name == name } }
}
