import MarginCore
import MarginReplay

/// Greeks of every account, one small chart each.
struct GreekFigures {
  let input: ReportInput

  /// Delta, gamma, vega and theta.
  var figure: Figure {
    let currency = input.currency
    return Figure(
      "Greeks of everything held, hedge included, at the end of each step.",
      [
        chart("delta", "\(currency) per 1.00 of spot") { $0.delta },
        chart("gamma", "\(currency) per 1.00 of spot, squared") { $0.gamma },
        chart("vega", "\(currency) per 1.00 of volatility") { $0.vega },
        chart("theta", "\(currency) per year") { $0.theta },
      ])
  }

  private func chart(_ name: String, _ unit: String, _ value: (Greeks) -> Double) -> Chart {
    let lines = input.result.accounts.enumerated().map { index, log in
      log.series(log.model, ChartStyle.model(index) + " thin") { value($0.greeks) }
    }
    var chart = Chart(
      name: "greeks-\(name)", title: name.prefix(1).uppercased() + name.dropFirst(),
      unit: "\(name), \(unit)", series: lines)
    (chart.size, chart.showsZero) = (.half, true)
    return chart
  }
}
