import MarginCore
import MarginReplay

/// What each model asked for, and what the account had.
struct RequirementFigures {
  let input: ReportInput

  /// One figure per model: equity against requirement, calls and liquidations marked.
  var perModel: [Figure] {
    input.result.accounts.enumerated().map { index, log in
      Figure(
        "\(log.model): equity against initial and maintenance margin, as asked before any forced "
          + "closing and at the end of every other step. Triangles mark margin calls, "
          + "crosses liquidations.", [chart(log, ChartStyle.model(index))])
    }
  }

  /// The initial requirements of all models in one chart.
  var together: Figure {
    var chart = Chart(
      name: "requirements", title: "Initial margin of every model", unit: input.currency,
      series: input.result.accounts.enumerated().map { index, log in
        log.asked(log.model, ChartStyle.model(index), \.initialMargin, log.askedInitial)
      })
    (chart.showsZero, chart.labelsLines, chart.moments) = (true, true, moments)
    return Figure("Initial margin that each model asked of its own account.", [chart])
  }

  private func chart(_ log: AccountLog, _ style: String) -> Chart {
    var chart = Chart(
      name: "requirement-\(log.model.fileName)", title: "Requirement and equity under \(log.model)",
      unit: "\(log.model), \(input.currency)",
      series: [
        log.series("equity", "ink bold") { $0.equity },
        log.asked("initial margin", style, \.initialMargin, log.askedInitial),
        log.asked("maintenance margin", style + " dot", \.maintenanceMargin, log.askedMaintenance),
      ] + shadows(log))
    (chart.showsZero, chart.moments) = (true, moments)
    chart.markers = calls(log) + liquidations(log)
    return chart
  }

  /// Requirements of models that act on nothing.
  private func shadows(_ log: AccountLog) -> [Chart.Series] {
    let records = log.margin.filter { $0.model != log.model }
    let names: [String] = records.reduce(into: []) { names, record in
      if !names.contains(record.model) { names.append(record.model) }
    }
    return names.enumerated().map { index, name in
      let own = records.filter { $0.model == name }
      return Chart.Series(
        label: "\(name) (shadow)", times: own.map(\.time), values: own.map(\.requirement.initial),
        style: "p\((index + 7) % 10) thin")
    }
  }

  private func calls(_ log: AccountLog) -> [Chart.Marker] {
    log.calls.map { call in
      let amount = CompactNumber.money(call.amount, input.currency)
      let note = "\(Words.moment(call.issued)): call for \(amount), \(call.outcome.rawValue)"
      return Chart.Marker(kind: .call, time: call.issued, value: call.equity, note: note)
    }
  }

  private func liquidations(_ log: AccountLog) -> [Chart.Marker] {
    log.liquidations.map { record in
      let share = NumberText.percent(record.fraction, 0)
      let note = "\(Words.moment(record.time)): \(share) of the book closed by force"
      return Chart.Marker(
        kind: .liquidation, time: record.time, value: record.equityAfter, note: note)
    }
  }

  private var moments: [Chart.Moment] {
    input.largestMoves.prefix(1).map { Chart.Moment(time: $0.time, note: $0.sentence) }
  }
}
