import MarginCore
import MarginReplay

/// Requirements as they were asked, before forced closing made the book and the requirement smaller.
extension AccountLog {
  /// Initial margin found at each forced reduction.
  var askedInitial: [(time: Timestamp, amount: Money)] {
    liquidations.map { ($0.time, $0.initialMarginBefore) }
  }

  /// Maintenance margin found at each call.
  var askedMaintenance: [(time: Timestamp, amount: Money)] {
    calls.map { ($0.issued, $0.maintenanceMargin) }
  }

  /// A line of `amount` over the account's steps, raised where `asked` found more.
  ///
  /// `asked` is in the order of time.
  func asked(
    _ label: String, _ style: String, _ amount: KeyPath<StepRecord, Money>,
    _ asked: [(time: Timestamp, amount: Money)]
  ) -> Chart.Series {
    var waiting = asked[...]
    return series(label, style) { step in
      var highest = step[keyPath: amount]
      while let next = waiting.first, next.time <= step.time {
        if next.time == step.time, next.amount > highest { highest = next.amount }
        waiting.removeFirst()
      }
      return highest
    }
  }
}
