import Dispatch
import Glibc

/// SIGTERM and SIGINT as a request to stop: a run is abandoned at its next step, and the process ends at the latest
/// after some seconds. A run is one transaction, so ending it anywhere changes nothing (I4).
package final class StopSignals {
  /// From the signal to the end of the process. Service managers kill after ten and more.
  package static let graceSeconds = 4

  private let sources: [any DispatchSourceSignal]

  /// - Parameters:
  ///   - onStop: called at the first signal, from another thread.
  ///   - onGraceEnd: called if the process is still there some seconds later; it ends with what that returns.
  package init(onStop: @escaping @Sendable (CInt) -> Void, onGraceEnd: @escaping @Sendable (CInt) -> CInt) {
    let queue = DispatchQueue(label: "stop-signals")
    sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        onStop(number)
        queue.asyncAfter(deadline: .now() + .seconds(Self.graceSeconds)) { _exit(onGraceEnd(number)) }
      }
      source.resume()
      return source
    }
  }

  /// The default again: from here on a signal ends the process.
  deinit {
    for source in sources { source.cancel() }
    for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
  }

  package static func name(_ number: CInt) -> String { number == SIGINT ? "SIGINT" : "SIGTERM" }

  /// What a shell says of a process that a signal ended.
  package static func exitCode(_ number: CInt) -> CInt { 128 + number }
}
