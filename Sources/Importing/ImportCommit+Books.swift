import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Pipeline
import Rating
import RecordLayouts
import Registry

// Books and the spans of their rows.
extension ImportCommit {
  /// - Returns: what is of interest to whoever watches, nothing if nobody does; and the numbers of the books written.
  func writeBooks(
    _ writer: LedgerWriter, _ version: Int64
  ) throws -> (watched: [RecordedSpans.Span], numbers: [BookKey: Int64]) {
    if segment.sizeBytes > 0 {
      try writer.addSegment(id: context.run, name: "\(attempt.segmentName).csv", bytes: segment.sizeBytes)
    }
    var numbers: [BookKey: Int64] = [:]
    for book in attempt.fed {
      try writer.removeSpans(book: book)
    }
    var rewritten: Set<Int64> = []
    for span in outcome.spans where numbers[span.key] == nil {
      guard let balance = balances[span.key] else { fatalError("a span without a balance") }
      let id = try write(balance, writer, version)
      numbers[span.key] = id
      rewritten.insert(id)
    }
    // What was fed and has no row now belongs to other books.
    for book in attempt.fed where !rewritten.contains(book) { try writer.removeBook(book) }
    for index in outcome.rewritten where !rewritten.contains(attempt.books[index].id) {
      // Its last calls lost to versions that have no price.
      try writer.removeBook(attempt.books[index].id)
    }
    for book in attempt.heldNow { try hold(book, writer) }
    return (try writeSpans(writer, numbers) + writeLate(writer), numbers)
  }

  private func write(_ balance: BookBalance, _ writer: LedgerWriter, _ version: Int64) throws -> Int64 {
    let terms = attempt.terms.terms(of: balance.key)
    guard let index = balance.book else {
      let book = BookRow(
        isPool: balance.key.isPool, owner: attempt.keys.owner(balance.key),
        plan: registry.plans[Int(balance.key.plan)].id, cycleStart: balance.key.cycleStart,
        cycleEnd: Cycle.end(startingOn: balance.key.cycleStart), firstStart: balance.firstStart,
        lastStart: balance.lastStart, left: balance.left, registry: version, terms: terms)
      return try writer.add(book)
    }
    var book = attempt.books[index]
    let isRewritten = balance.isRewritten || attempt.fed.contains(book.id)
    if isRewritten {
      try writer.removeSpans(book: book.id)
      book.firstStart = balance.firstStart
      book.lastStart = balance.lastStart
      book.left = balance.left
    } else {
      book.firstStart = min(book.firstStart, balance.firstStart)
      book.lastStart = max(book.lastStart, balance.lastStart)
      if !balance.left.isEmpty { book.left = balance.left }
    }
    book.registry = version
    book.terms = terms
    book.isHeld = false
    try writer.update(book)
    return book.id
  }

  private func hold(_ book: Int64, _ writer: LedgerWriter) throws {
    guard var row = attempt.books.first(where: { $0.id == book }), !row.isHeld else { return }
    row.isHeld = true
    try writer.update(row)
  }

  private func writeSpans(
    _ writer: LedgerWriter, _ numbers: [BookKey: Int64]
  ) throws -> [RecordedSpans.Span] {
    var watched: [RecordedSpans.Span] = []
    var group: Int32 = -1
    var account: Int64 = 0
    for span in outcome.spans {
      guard let book = numbers[span.key] else { continue }
      if span.group != group {
        group = span.group
        account = try self.account(ofGroup: Int(group), writer)
      }
      let row = SpanRow(
        book: book, account: account, run: context.run, segment: context.run, offset: Int64(span.offsetBytes),
        bytes: span.lengthBytes, rows: span.rows, firstStart: span.firstStart, lastStart: span.lastStart,
        calls: span.calls, billedSeconds: span.billedSeconds, coveredSeconds: span.coveredSeconds, micros: span.micros,
        number: span.lastRow < 0 ? "" : registry.lines[Int(span.lastRow)].number.description)
      try writer.add(row)
      if isWatched, span.micros != 0 || span.isPointedOut { watched.append(watchedSpan(span, row)) }
    }
    return watched
  }

  private var isWatched: Bool { context.settings.watch != nil }

  private func watchedSpan(_ span: WrittenSpan, _ row: SpanRow) -> RecordedSpans.Span {
    let line = registry.lines[registry.groups.firstRow(ofGroup: Int(span.group))]
    let cycle = span.key.cycleStart
    return RecordedSpans.Span(
      place: LineSpan(
        contract: registry.tables.contracts[line.contract].id, line: line.id, cycleStart: cycle,
        cycleEnd: Cycle.end(startingOn: cycle), isClosed: false, span: row),
      peakDayMicros: span.peakDayMicros, followsOthers: span.micros != 0 && followsOthers(span),
      isPointedOut: span.isPointedOut)
  }

  func account(ofGroup group: Int, _ writer: LedgerWriter) throws -> Int64 {
    let row = registry.groups.firstRow(ofGroup: group)
    let line = registry.lines[row]
    return try writer.account(contract: registry.tables.contracts[line.contract].id, line: line.id)
  }

  /// Calls of closed cycles go to the cycle's next late service; those of held ones are the cycle's own.
  private func writeLate(_ writer: LedgerWriter) throws -> [RecordedSpans.Span] {
    var watched: [RecordedSpans.Span] = []
    for result in late {
      var book = attempt.books[result.book]
      book.left = result.left
      if result.isRewritten {
        try writer.removeSpans(book: book.id)
        book.firstStart = result.firstStart
        book.lastStart = result.lastStart
      } else {
        book.firstStart = min(book.firstStart, result.firstStart)
        book.lastStart = max(book.lastStart, result.lastStart)
      }
      for line in result.spans {
        var span = SpanRow(
          book: book.id, account: try writer.account(contract: line.contract, line: line.line), run: context.run,
          segment: context.run, offset: line.offset, bytes: line.bytes, rows: line.rows, firstStart: line.firstStart,
          lastStart: line.lastStart, calls: line.calls, billedSeconds: line.billedSeconds,
          coveredSeconds: line.coveredSeconds, micros: line.micros, number: line.number)
        span.entry = book.isClosed ? book.entry : 0
        try writer.add(span)
        guard isWatched else { continue }
        watched.append(
          RecordedSpans.Span(
            place: LineSpan(
              contract: line.contract, line: line.line, cycleStart: book.cycleStart, cycleEnd: book.cycleEnd,
              isClosed: book.isClosed, span: span), peakDayMicros: nil, followsOthers: true, isPointedOut: true))
      }
      book.isHeld = !book.isClosed
      try writer.update(book)
    }
    return watched
  }
}
