import MarginCore
import MarginReplay

/// What each model asked for, and what the account had.
struct RequirementFigures {
  let input: ReportInput

  /// One figure per model: equity against requirement, calls and liquidations marked.
  var perModel: [Figure] {
    input.outline.accounts.enumerated().map { index, account in
      Figure(
        "\(account.model): equity against initial and maintenance margin, as asked before any forced "
          + "closing and at the end of every other step. Triangles mark margin calls, "
          + "crosses liquidations.", [chart(account, ChartStyle.model(index))])
    }
  }

  /// The initial requirements of all models in one chart.
  var together: Figure {
    var chart = Chart(
      name: "requirements", title: "Initial margin of every model", unit: input.currency,
      series: input.outline.accounts.enumerated().map { index, account in
        Chart.Series(
          label: account.model, line: account.lines.initialMargin, style: ChartStyle.model(index))
      })
    (chart.showsZero, chart.labelsLines, chart.moments) = (true, true, moments)
    return Figure("Initial margin that each model asked of its own account.", [chart])
  }

  private func chart(_ account: AccountOutline, _ style: String) -> Chart {
    let (model, lines) = (account.model, account.lines)
    var chart = Chart(
      name: "requirement-\(model.fileName)", title: "Requirement and equity under \(model)",
      unit: "\(model), \(input.currency)",
      series: [
        Chart.Series(label: "equity", line: lines.equity, style: "ink bold"),
        Chart.Series(label: "initial margin", line: lines.initialMargin, style: style),
        Chart.Series(
          label: "maintenance margin", line: lines.maintenanceMargin, style: style + " dot"),
      ] + shadows(lines))
    (chart.showsZero, chart.moments) = (true, moments)
    chart.markers = calls(account) + liquidations(account)
    return chart
  }

  /// Requirements of models that act on nothing.
  private func shadows(_ lines: AccountLines) -> [Chart.Series] {
    lines.shadows.enumerated().map { index, shadow in
      Chart.Series(
        label: "\(shadow.model) (shadow)", line: shadow.line, style: "p\((index + 7) % 10) thin")
    }
  }

  private func calls(_ account: AccountOutline) -> [Chart.Marker] {
    account.calls.marks.map { call, count in
      let amount = CompactNumber.money(call.amount, input.currency)
      let note = "\(Words.moment(call.issued)): call for \(amount), \(call.outcome.rawValue)"
      return Chart.Marker(
        kind: .call, time: call.issued, value: call.equity, note: note, count: count)
    }
  }

  private func liquidations(_ account: AccountOutline) -> [Chart.Marker] {
    account.liquidations.marks.map { record, count in
      let share = NumberText.percent(record.fraction, 0)
      let note = "\(Words.moment(record.time)): \(share) of the book closed by force"
      return Chart.Marker(
        kind: .liquidation, time: record.time, value: record.equityAfter, note: note, count: count)
    }
  }

  private var moments: [Chart.Moment] {
    input.largestMoves.prefix(1).map { Chart.Moment(time: $0.time, note: $0.sentence) }
  }
}
