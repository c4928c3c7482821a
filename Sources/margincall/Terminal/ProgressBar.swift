import Foundation

/// A bar with rate and time left on standard error, redrawn at most ten times a second.
final class ProgressBar {
  private let started = DispatchTime.now().uptimeNanoseconds
  private var lastDrawn: UInt64 = 0

  /// Shows that `done` of `total` steps are replayed.
  func show(_ done: Int, of total: Int) {
    let now = DispatchTime.now().uptimeNanoseconds
    guard total > 0, now - lastDrawn > 100_000_000 else { return }
    lastDrawn = now
    let seconds = Double(now - started) / 1e9
    let rate = Double(done) / max(seconds, 1e-9)
    let left = Double(total - done) / max(rate, 1e-9)
    let filled = 30 * done / total
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    let line =
      "\r\(bar) \(100 * done / total) %  \(compact(rate)) steps/s  \(compact(left)) s left "
    _ = Terminal.write(line, to: STDERR_FILENO)
  }

  /// Removes the bar.
  func clear() {
    guard lastDrawn > 0 else { return }
    _ = Terminal.write("\r\u{1B}[2K", to: STDERR_FILENO)
  }

  private func compact(_ number: Double) -> String {
    number < 1e15 ? String(Int(number.rounded())) : "∞"
  }
}
