import MarginCore
import MarginReplay

/// Requirements as they were asked, before a roll, a hedge or forced closing made them smaller.
extension AccountLog {
  /// Initial margin found at each call and each forced reduction.
  var askedInitial: [(time: Timestamp, amount: Money)] {
    let called = calls.map { (time: $0.issued, amount: $0.equity + $0.amount) }
    let closed = liquidations.map { (time: $0.time, amount: $0.initialMarginBefore) }
    return (called + closed).sorted { $0.time < $1.time }
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
