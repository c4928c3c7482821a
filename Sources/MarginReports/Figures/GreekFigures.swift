/// Greeks of every account, one small chart each.
struct GreekFigures {
  let input: ReportInput

  /// Delta, gamma, vega and theta.
  var figure: Figure {
    let currency = input.currency
    return Figure(
      "Greeks of everything held, hedge included, at the end of each step.",
      [
        chart("delta", "\(currency) per 1.00 of spot", \.delta),
        chart("gamma", "\(currency) per 1.00 of spot, squared", \.gamma),
        chart("vega", "\(currency) per 1.00 of volatility", \.vega),
        chart("theta", "\(currency) per year", \.theta),
      ])
  }

  private func chart(
    _ name: String, _ unit: String, _ line: KeyPath<AccountLines, ThinnedLine>
  ) -> Chart {
    let lines = input.outline.accounts.enumerated().map { index, account in
      Chart.Series(
        label: account.model, line: account.lines[keyPath: line],
        style: ChartStyle.model(index) + " thin")
    }
    var chart = Chart(
      name: "greeks-\(name)", title: name.prefix(1).uppercased() + name.dropFirst(),
      unit: "\(name), \(unit)", series: lines)
    (chart.size, chart.showsZero) = (.half, true)
    return chart
  }
}
