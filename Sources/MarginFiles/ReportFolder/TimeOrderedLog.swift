import MarginCore
import MarginReplay

/// Visits the records of all accounts in order of time, and of the accounts within a time.
///
/// Each account's own records are visited in the order of its log.
func inTimeOrder<Record>(
  _ accounts: [AccountLog], _ records: (AccountLog) -> [Record], _ time: (Record) -> Timestamp,
  visit: (_ account: AccountLog, _ record: Record) -> Void
) {
  let logs = accounts.map(records)
  var next = logs.map { _ in 0 }
  while let now = earliest(logs, next, time) {
    for (index, log) in logs.enumerated() {
      while next[index] < log.count, time(log[next[index]]) <= now {
        visit(accounts[index], log[next[index]])
        next[index] += 1
      }
    }
  }
}

private func earliest<Record>(
  _ logs: [[Record]], _ next: [Int], _ time: (Record) -> Timestamp
) -> Timestamp? {
  zip(logs, next).compactMap { log, index in index < log.count ? time(log[index]) : nil }.min()
}
