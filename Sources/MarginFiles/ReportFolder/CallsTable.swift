import MarginReplay

/// `calls.csv`: the margin calls of each account, in the order they were issued.
///
/// A call is written when it has ended, so that each account's rows wait for those of the one before.
struct CallsTable {
  /// The file's name, without suffix.
  static let name = "calls"
  /// The line that names the columns.
  static let header = TableWriter(columns: [
    "model", "issued", "equity", "maintenance_margin", "amount", "due", "outcome", "closed",
    "deposited",
  ]).bytes

  /// The rows of each account.
  private(set) var rows: [TableWriter]
  private let models: [String]
  private var open: [CallRecord?]

  init(models: [String]) {
    self.models = models
    rows = models.map { _ in TableWriter() }
    open = models.map { _ in nil }
  }

  mutating func take(_ step: ReplayStep) {
    for (index, account) in step.accounts.enumerated() {
      for call in account.calls {
        if let before = open[index], before.issued != call.issued { write(before, of: index) }
        open[index] = call.isOpen ? call : nil
        if !call.isOpen { write(call, of: index) }
      }
    }
  }

  /// Writes the calls that are still open.
  mutating func finish() {
    for index in open.indices {
      if let call = open[index] { write(call, of: index) }
      open[index] = nil
    }
  }

  /// Forgets the rows of an account.
  mutating func clear(_ account: Int) { rows[account].clear() }

  private mutating func write(_ call: CallRecord, of account: Int) {
    rows[account].text(models[account])
    rows[account].time(call.issued)
    rows[account].number(call.equity)
    rows[account].number(call.maintenanceMargin)
    rows[account].number(call.amount)
    rows[account].time(call.due)
    rows[account].text(call.outcome.rawValue)
    rows[account].time(call.closed)
    rows[account].number(call.deposited)
    rows[account].endRow()
  }
}
