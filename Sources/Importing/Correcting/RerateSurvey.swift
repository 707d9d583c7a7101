import ByteScanning
import CallModel
import Ledger
import Output
import Pipeline
import Registry

/// Which books a rerate can write anew: found before any is, since a call may leave one book for another, and a book is
/// written as a whole or not at all.
struct RerateSurvey {
  /// What was found of one open book that is asked for.
  private struct Candidate {
    var book: BookRow
    var key: BookKey
    var isChanged = false
    /// Every call that has no place in today's registry can keep the one it has.
    var canStay = true
    /// Books that calls must go to, since they cannot keep their place.
    var mustReach: Set<BookKey> = []
    var targets: Set<BookKey> = []
  }

  /// Books asked for, closed ones too.
  private(set) var inScope: [BookRow] = []
  /// Books whose calls are fed, in the order of their numbers.
  private(set) var rewritten: [BookRow] = []
  /// Books that must not change: no call may leave them or come to them.
  private(set) var blocked: Set<BookKey> = []
  private var candidates: [Candidate] = []
  private var openTargets: [BookKey: BookRow] = [:]

  private let ledger: Ledger
  private let rewriting: BookRewriting
  private let segments: SegmentReader
  private let isInScope: (BookRow) throws -> Bool

  init(
    _ ledger: Ledger, _ rewriting: BookRewriting, _ decider: RerateDecider, books: [BookRow], segments: SegmentReader,
    isInScope: @escaping (BookRow) throws -> Bool
  ) throws {
    self.ledger = ledger
    self.rewriting = rewriting
    self.segments = segments
    self.isInScope = isInScope
    var decider = decider
    for book in books {
      let key = rewriting.keys.key(of: book)
      if book.isClosed { blocked.insert(key) } else { openTargets[key] = book }
      guard try isInScope(book) else { continue }
      inScope.append(book)
      if !book.isClosed { candidates.append(try survey(book, key, &decider)) }
    }
    try block()
    choose()
  }

  /// Looks at each call of an open book.
  private func survey(_ book: BookRow, _ key: BookKey, _ decider: inout RerateDecider) throws -> Candidate {
    var candidate = Candidate(book: book, key: key)
    let isKnown = key.owner >= 0 && key.plan >= 0
    candidate.isChanged = !isKnown || book.isHeld || rewriting.terms.terms(of: key) != book.terms
    try forEachRow(of: book) { row in
      let canStay = rewriting.feed.canTake(row)
      guard case .placed(let placement, _, let isChanged) = decider.decide(row) else {
        candidate.canStay = candidate.canStay && canStay
        return
      }
      candidate.isChanged = candidate.isChanged || isChanged
      let target = rewriting.key(placement, instant: row.instant ?? 0)
      if target == key { return }
      candidate.targets.insert(target)
      if !canStay { candidate.mustReach.insert(target) }
    }
    return candidate
  }

  private func forEachRow(of book: BookRow, _ body: (SegmentRow) -> Void) throws {
    let bytes = try segments.rows(ofBook: book.id)
    let isWhole = bytes.withUnsafeBufferPointer { SegmentRowReader().forEach(in: $0, body) }
    guard isWhole else { throw RecordedCalls.damaged(book) }
  }

  /// Blocks what cannot be written anew, until nothing more follows from it.
  private mutating func block() throws {
    let ofKey = Dictionary(candidates.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    for target in Set(candidates.flatMap(\.targets)) where ofKey[target] == nil {
      guard let book = openTargets[target] else { continue }
      var isRatable = true
      try forEachRow(of: book) { isRatable = isRatable && rewriting.feed.canTake($0) }
      if !isRatable { blocked.insert(target) }
    }
    var count = -1
    while count != blocked.count {
      count = blocked.count
      for candidate in candidates where !candidate.canStay || !candidate.mustReach.isDisjoint(with: blocked) {
        blocked.insert(candidate.key)
      }
    }
  }

  /// The books with changes, and those that their calls go to.
  private mutating func choose() {
    var books: [Int64: BookRow] = [:]
    for candidate in candidates where candidate.isChanged && !blocked.contains(candidate.key) {
      books[candidate.book.id] = candidate.book
      for target in candidate.targets where !blocked.contains(target) {
        if let book = openTargets[target] { books[book.id] = book }
      }
    }
    rewritten = books.values.sorted { $0.id < $1.id }
  }
}
