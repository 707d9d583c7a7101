import CallModel
import Ledger
import Pipeline

extension ImportAttempt {
  /// Finds new calls that are recorded already, but for a line their number has since left (spec 4.3).
  mutating func contestMovedCalls() throws {
    guard context.identification.hasChanged, let starts = run.starts else { return }
    let days = localDate(starts.lowerBound)...localDate(starts.upperBound)
    let moved = MovedNumbers(try ledger.movableNumbers(), on: days, context.snapshot.registry)
    if moved.owners.isEmpty { return }
    let claims = try run.claims(Set(moved.owners.keys))
    if claims.isEmpty { return }
    let owners = Set(moved.owners.values.joined())
    let lines = Set(owners.map(\.line))
    let contracts = Set(owners.map(\.contract))
    for (index, book) in books.enumerated() {
      guard book.lastStart >= claims.firstStart, book.firstStart <= claims.lastStart,
        (book.isPool ? contracts : lines).contains(book.owner)
      else { continue }
      let rows = try segments.rows(ofBook: book.id)
      let isFixed = book.isClosed || book.isHeld
      let losing = try run.contest(
        rows, of: (book.id, index), isFixed: isFixed, pool: book.isPool ? book.owner : nil, claims)
      if !losing.isEmpty { lost[book.id] = losing }
    }
  }
}

extension Ledger {
  /// What own numbers calls were recorded for, in the pipeline's terms.
  func movableNumbers() throws -> [(own: OwnNumber, account: LedgerAccount)] {
    try ownNumbers().map {
      (OwnNumber(own: $0.own, trunk: $0.trunk, accountCode: $0.accountCode), $0.account)
    }
  }
}
