import Foundation
import MarginFiles

/// Ends the program on Ctrl-C with exit code 130, leaving no half-written report behind.
final class Interrupt {
  private let source: any DispatchSourceSignal

  /// Watches for an interrupt until the value goes away.
  init(abandoning unfinished: UnfinishedFolder) {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      unfinished.abandon()
      _exit(130)
    }
    source.resume()
  }
}
