import Foundation
import Pipeline

/// One line on standard error that tells how far a run is; nothing if that is no terminal.
final class ProgressBar: @unchecked Sendable {
  private let line: @Sendable (_ elapsedSeconds: Double) -> String
  private let timer: (any DispatchSourceTimer)?
  private let queue = DispatchQueue(label: "progress")
  private let start = DispatchTime.now()
  private var isShown = false

  private static let interval = DispatchTimeInterval.milliseconds(200)

  /// Runs `body` with the line that tells how far it is.
  ///
  /// - Parameters:
  ///   - line: the text at a moment; called by one thread at a time.
  ///   - isQuiet: whether nothing is shown.
  static func show<Value>(
    _ line: @escaping @Sendable (_ elapsedSeconds: Double) -> String, isQuiet: Bool, _ body: () throws -> Value
  ) rethrows -> Value {
    let bar = isQuiet ? nil : ProgressBar(line)
    defer { bar?.stop() }
    return try body()
  }

  /// The same of a run over files.
  static func show<Value>(
    _ progress: ProgressCounter, isQuiet: Bool, _ body: () throws -> Value
  ) rethrows -> Value {
    try show({ ProgressLine(progress, elapsedSeconds: $0).text }, isQuiet: isQuiet, body)
  }

  private init(_ line: @escaping @Sendable (_ elapsedSeconds: Double) -> String) {
    self.line = line
    guard Terminal.isErrorOutputATerminal else {
      timer = nil
      return
    }
    let timer = DispatchSource.makeTimerSource(queue: queue)
    self.timer = timer
    timer.schedule(deadline: .now() + Self.interval, repeating: Self.interval)
    timer.setEventHandler { [unowned self] in show() }
    timer.resume()
  }

  /// Clears the line; nothing is shown after it.
  private func stop() {
    timer?.cancel()
    queue.sync {
      if isShown { Terminal.message("\r\u{1B}[2K") }
      isShown = false
    }
  }

  private func show() {
    let elapsed = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
    Terminal.message("\r\u{1B}[2K" + line(elapsed).prefix(Terminal.width - 1))
    isShown = true
  }
}
