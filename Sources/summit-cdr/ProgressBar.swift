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

  convenience init(_ progress: ProgressCounter) {
    self.init { ProgressLine(progress, elapsedSeconds: $0).text }
  }

  /// - Parameter line: the text at a moment; called by one thread at a time.
  init(_ line: @escaping @Sendable (_ elapsedSeconds: Double) -> String) {
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
  func stop() {
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

/// The text of the bar at one moment.
struct ProgressLine {
  let text: String

  private static let barWidth = 20

  init(_ progress: ProgressCounter, elapsedSeconds: Double) {
    let total = progress.total
    switch progress.phase {
    case .loading: text = "loading the registry"
    case .reading:
      // Inflated bytes exceed a gzip file's size: files are the surer measure.
      let fraction = total.files == 0 ? 1 : Double(progress.files) / Double(total.files)
      let byBytes = total.bytes == 0 ? 1 : min(1, Double(progress.bytes) / Double(total.bytes))
      let done = max(fraction, progress.files == 0 ? byBytes : min(byBytes, fraction + 1 / Double(max(1, total.files))))
      let megabytes = Double(progress.bytes) / 1e6
      var line = "reading \(Self.bar(done)) \(progress.files)/\(total.files) files"
      line += "  \(Self.grouped(progress.rows)) rows"
      line += "  \(Int(megabytes / max(0.001, elapsedSeconds))) MB/s"
      line += Self.timeLeft(done, elapsedSeconds)
      text = line
    case .rating:
      let done = total.partitions == 0 ? 1 : Double(progress.partitions) / Double(total.partitions)
      text = "rating  \(Self.bar(done)) \(Self.grouped(progress.rows)) rows"
    case .writing: text = "writing"
    case .done: text = "done"
    }
  }

  static func bar(_ fraction: Double) -> String {
    let filled = Int(max(0, min(1, fraction)) * Double(barWidth))
    return "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: barWidth - filled) + "]"
  }

  static func timeLeft(_ fraction: Double, _ elapsed: Double) -> String {
    guard fraction > 0.02, elapsed > 1 else { return "" }
    let seconds = Int(elapsed / fraction * (1 - fraction))
    return seconds < 60 ? "  \(seconds) s left" : "  \(seconds / 60) min left"
  }

  static func grouped(_ value: Int) -> String {
    var digits = String(value)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }
}
