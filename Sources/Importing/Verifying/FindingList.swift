import Ledger
import Synchronization

/// Where all workers of a verification put what they find.
final class FindingList: Sendable {
  private let found = Mutex<(list: [Finding], count: Int)>(([], 0))

  func add(_ check: Finding.Check, _ place: String, expected: String, found text: String) {
    found.withLock { found in
      found.count += 1
      guard found.list.count < VerifyReport.maximumFindings else { return }
      found.list.append(Finding(check: check, place: place, expected: expected, found: text))
    }
  }

  func add(_ check: Finding.Check, _ failure: LedgerFailure) {
    add(check, failure.path, expected: failure.expected, found: failure.found)
  }

  /// Adds a finding unless the two are equal.
  func compare<Value: Equatable>(
    _ check: Finding.Check, _ place: @autoclosure () -> String, _ what: String, expected: Value, found: Value
  ) {
    guard expected != found else { return }
    add(check, place(), expected: "\(what) \(expected)", found: "\(found)")
  }

  var all: (list: [Finding], count: Int) { found.withLock { $0 } }
  var isEmpty: Bool { found.withLock { $0.count == 0 } }
}
