import Foundation
import Synchronization

/// A folder that is being written, so that an interrupt can remove it.
///
/// Hand one to ``writeReportFolder(_:to:name:force:unfinished:)`` and call ``abandon()`` from the
/// handler of the interrupt, on any thread: what was written so far is removed, nothing more is
/// written, and a report that was there before stays.
public final class UnfinishedFolder: Sendable {
  private struct State {
    var path: String?
    /// Folders that were made for it, the highest first.
    var parents: [String] = []
    var isAbandoned = false
  }

  private let state = Mutex(State())

  /// No folder yet.
  public init() {}

  /// Removes what was written so far and refuses to write more.
  public func abandon() {
    state.withLock { state in
      state.isAbandoned = true
      remove(&state)
    }
  }

  /// Begins the writing: `body` makes a folder, and those above it that were not there.
  func begin(
    _ body: () throws(FileError) -> (path: String, parents: [String])
  ) throws(FileError) {
    let outcome: Result<Void, FileError> = state.withLock { state in
      guard !state.isAbandoned else { return .failure(interrupted) }
      do throws(FileError) {
        let made = try body()
        return .success((state.path, state.parents) = (made.path, made.parents))
      } catch {
        return .failure(error)
      }
    }
    try outcome.get()
  }

  /// Runs one step of the writing, which an interrupt waits for; `body` may change the folder that
  /// an interrupt would remove.
  func step(_ body: (inout String?) throws(FileError) -> Void) throws(FileError) {
    let outcome: Result<Void, FileError> = state.withLock { state in
      guard !state.isAbandoned else { return .failure(interrupted) }
      do throws(FileError) {
        return .success(try body(&state.path))
      } catch {
        return .failure(error)
      }
    }
    try outcome.get()
  }

  /// Removes the folder after an error.
  func discard() { state.withLock { remove(&$0) } }

  private func remove(_ state: inout State) {
    guard let path = state.path else { return }
    try? FileManager.default.removeItem(atPath: path)
    state.parents.reversed().forEach { rmdir($0) }
    state.path = nil
  }
}

private let interrupted = FileError.failed(
  Problem(
    at: Place("report folder"), "writing was interrupted", code: "interrupted",
    hint: "run the command again"))
