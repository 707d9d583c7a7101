import Listing

/// The text of the bar at one moment.
package struct ProgressLine {
  package let text: String

  private static let barWidth = 20

  package init(_ progress: ProgressCounter, elapsedSeconds: Double) {
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
      line += "  \(CountText.grouped(progress.rows)) rows"
      line += "  \(Int(megabytes / max(0.001, elapsedSeconds))) MB/s"
      line += Self.timeLeft(done, elapsedSeconds)
      text = line
    case .rating:
      let done = total.shards == 0 ? 1 : Double(progress.shards) / Double(total.shards)
      text = "rating  \(Self.bar(done)) \(CountText.grouped(progress.rows)) rows"
    case .writing: text = "writing"
    case .done: text = "done"
    }
  }

  package static func bar(_ fraction: Double) -> String {
    let filled = Int(max(0, min(1, fraction)) * Double(barWidth))
    return "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: barWidth - filled) + "]"
  }

  package static func timeLeft(_ fraction: Double, _ elapsed: Double) -> String {
    guard fraction > 0.02, elapsed > 1 else { return "" }
    let seconds = Int(elapsed / fraction * (1 - fraction))
    return seconds < 60 ? "  \(seconds) s left" : "  \(seconds / 60) min left"
  }
}
