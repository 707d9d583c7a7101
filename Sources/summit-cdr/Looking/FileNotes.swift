import CallModel
import Ledger

/// What the ledger knows of readings of files besides their own row.
struct FileNotes {
  /// By reading: what is told of its file.
  private var kinds: [Int64: FileConcern.Kind] = [:]
  /// By reading: ignored rows that are kept since they have seconds.
  private let ignored: [Int64: Int]

  init(_ ledger: Ledger) throws {
    ignored = try ledger.keptIgnoredRows()
    for concern in try ledger.fileConcerns(present: nil) {
      for reading in concern.readings { kinds[reading] = concern.kind }
    }
  }

  func kind(_ file: FileRow) -> FileConcern.Kind? { kinds[file.id] }
  func ignoredWithSeconds(_ file: FileRow) -> Int { ignored[file.id] ?? 0 }

  /// Whether it is not deleted because most of its rows were rejected (spec 4.2, step 7).
  func isHeldBack(_ file: FileRow) -> Bool { kind(file) == .mostlyRejected && file.state != .deleted }

  func text(_ file: FileRow) -> String {
    if file.isPending { return "last row waits for its end" }
    if isHeldBack(file) { return "held back: mostly rejected" }
    switch kind(file) {
    case .mostlyRejected: return "mostly rejected"
    case .nothingLeft: return "no row is left"
    case .failed, .tooYoung, nil: return file.isReleased ? "released" : ""
    }
  }
}
