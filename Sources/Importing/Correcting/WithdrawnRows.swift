import ByteScanning
import Ledger
import Output
import Pipeline

/// Which recorded rows are withdrawn.
struct WithdrawnRows {
  /// A row's place in the file it came in.
  struct Place: Hashable {
    var file: Int64
    var line: Int
  }

  private let files: Set<Int64>
  /// Rows of other files that the runs recorded when they tried them again.
  private let retried: Set<Place>

  init(_ plan: UndoPlan) {
    files = plan.fileNumbers
    retried = Set(
      plan.changes.filter { $0.outcome == "rated" || $0.outcome == "free" }.map { Place(file: $0.file, line: $0.line) })
  }

  enum Standing {
    case stays
    /// It came in a file of a withdrawn run: it is put aside.
    case withdrawn
    /// It was held back before, and waits again.
    case waits(Place)
  }

  func standing(_ row: SegmentRow) -> Standing {
    let file = Int64(row.integer(.file) ?? -1)
    if files.contains(file) { return .withdrawn }
    guard !retried.isEmpty, let line = row.source?.line else { return .stays }
    let place = Place(file: file, line: line)
    return retried.contains(place) ? .waits(place) : .stays
  }
}
