import Ledger
import Pipeline

// A last row with no line end is read at last when its file has not grown for long. If the file goes on after all, the row
// is read again from its start, and what it was taken for before counts no more (spec 4.2).
extension ImportAttempt {
  private var halves: [SourceIntake.HalfRow] {
    context.intake.candidates.enumerated().compactMap { index, candidate in
      run.files[index].failure == nil ? candidate.halfRow : nil
    }
  }

  /// Half rows that were held back: they are not tried again.
  mutating func findHeldHalves() throws {
    for half in halves {
      if let row = try ledger.heldRow(file: Int64(half.place.file), line: half.place.line) { heldHalves.append(row) }
    }
  }

  /// The books that may hold recorded half rows: those of the time of the runs that read them.
  func booksOfHalves() throws -> [BookRow] {
    var books: [BookRow] = []
    for run in Set(halves.map(\.run)) {
      guard let starts = try ledger.starts(ofRun: run) else { continue }
      books += try ledger.books(in: localDate(starts.lowerBound)...localDate(starts.upperBound))
    }
    return books
  }

  /// Takes recorded half rows out of their books, which are written anew without them. One of a closed cycle, or of one
  /// that cannot be rated, stays.
  mutating func withdrawHalves() throws {
    let places = Set(halves.map(\.place))
    if places.isEmpty { return }
    let candidates = Set(try booksOfHalves().map(\.id))
    for book in books where candidates.contains(book.id) && !book.isClosed && !book.isHeld {
      let rows = try segments.rows(ofBook: book.id)
      var found: [RecordedPlace: [UInt8]] = [:]
      _ = rows.withUnsafeBufferPointer { bytes in
        SegmentRowReader().forEach(in: bytes) { row in
          if let place = row.place, places.contains(place) { found[place] = Array(row.raw.dropLast()) }
        }
      }
      let lost = (lost[book.id] ?? [:]).merging(found) { first, _ in first }
      guard !found.isEmpty, try run.canRate(rows, of: book.id, without: lost) else { continue }
      self.lost[book.id] = lost
      withdrawnHalves.formUnion(found.keys)
    }
  }
}
