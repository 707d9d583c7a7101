import CallModel
import Listing

/// What a push came to, in words.
package enum PushText {
  package static func lines(_ report: PushReport) -> [String] {
    var lines = [summary(report)]
    for refusal in report.refusals {
      lines.append(
        "  refused \(refusal.id): \(DisplayText.of(refusal.line)) \(refusal.action): \(DisplayText.of(refusal.message))"
      )
    }
    if report.failed > report.refusals.count {
      lines.append("  … and \(CountText.grouped(report.failed - report.refusals.count)) more")
    }
    return lines
  }

  /// `12 done, 1 refused, 2 without an answer; 3 wait`
  package static func summary(_ report: PushReport) -> String {
    var parts: [String] = []
    if report.done > 0 { parts.append("\(CountText.grouped(report.done)) done") }
    if report.failed > 0 { parts.append("\(CountText.grouped(report.failed)) refused") }
    if report.unanswered > 0 { parts.append("\(CountText.grouped(report.unanswered)) without an answer") }
    let done = parts.isEmpty ? "nothing was sent" : parts.joined(separator: ", ")
    return report.waiting == OutboxCounts() ? done + "; nothing waits" : done + "; " + waiting(report)
  }

  package static func waiting(_ report: PushReport) -> String {
    let (pending, failed) = (report.waiting.pending, report.waiting.failed)
    let waits = CountText.of(pending, "wish waits", "wishes wait")
    return failed == 0 ? waits : "\(waits), \(CountText.grouped(failed)) refused (summit-cdr platform outbox list)"
  }
}
