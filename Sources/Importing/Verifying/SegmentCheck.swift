import FileInput
import Ledger

/// Looks at the files of `records/` and at where the ledger says their rows lie (spec 4.1).
struct SegmentCheck {
  private let ledger: Ledger
  private let segments: [SegmentRecord]
  private let findings: FindingList

  init(_ ledger: Ledger, _ segments: [SegmentRecord], _ findings: FindingList) {
    self.ledger = ledger
    self.segments = segments
    self.findings = findings
  }

  /// Reads one segment file and compares its length and digest with those recorded.
  static func checkFile(
    _ segment: SegmentRecord, _ directory: DataDirectory, _ findings: FindingList, onBytes: (Int) -> Void
  ) {
    do throws(LedgerFailure) {
      let file = try directory.readRecordFile(segment.name, onBytes: onBytes)
      if file.bytes != segment.bytes {
        findings.add(.segment, segment.name, expected: "\(segment.bytes) bytes", found: "\(file.bytes)")
      } else if file.digest.bytes != segment.digest {
        findings.add(
          .segment, segment.name, expected: "the bytes that were written (digest \(hexadecimal(segment.digest)))",
          found: "other bytes (\(file.digest))")
      }
    } catch {
      findings.add(.segment, segment.name, expected: error.expected, found: error.found)
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Files of `records/` that the ledger does not know.
  func checkForeignFiles() {
    let known = Set(segments.map(\.name))
    for name in ledger.directory.recordFiles() where !known.contains(name) {
      findings.add(
        .segment, name, expected: "only files that the ledger names",
        found: "a foreign file, or one left by a run that did not end (the next import removes it)")
    }
  }

  /// Live rows lie within their segment, none in two spans, and come to the segment's live bytes.
  func checkSpans() throws(LedgerFailure) {
    var records: [Int64: SegmentRecord] = [:]
    for segment in segments { records[segment.id] = segment }
    var live: [Int64: Int64] = [:]
    var previous: (segment: Int64, end: Int64) = (-1, 0)
    try ledger.audit.forEachSpan { span in
      guard let segment = records[span.segment] else { return }
      let place = "\(segment.name): bytes \(span.offset) on"
      guard Self.lies(span, in: segment) else {
        findings.add(
          .span, place, expected: "a span within the segment's \(segment.bytes) bytes", found: "\(span.bytes) bytes")
        return
      }
      if previous.segment == span.segment, span.offset < previous.end {
        findings.add(
          .span, place, expected: "rows of one book only", found: "rows that book \(span.cycleAccount) shares")
      }
      let end = span.offset + Int64(span.bytes)
      previous = (span.segment, previous.segment == span.segment ? max(previous.end, end) : end)
      live[span.segment, default: 0] += Int64(span.bytes)
    }
    for span in try ledger.repeatSpans(.all) { live[span.segment, default: 0] += Int64(span.bytes) }
    for segment in segments {
      let expected = segment.kind == .withdrawn ? segment.bytes : live[segment.id] ?? 0
      findings.compare(.total, segment.name, "live bytes:", expected: expected, found: segment.liveBytes)
      if segment.kind == nil {
        findings.add(.database, segment.name, expected: "live or withdrawn rows", found: "another kind")
      }
    }
  }

  /// Whether a span's bytes are some of the segment's; regardless of their numbers.
  static func lies(_ span: SpanRow, in segment: SegmentRecord) -> Bool {
    guard span.offset >= 0, span.bytes > 0, Int64(span.bytes) <= segment.bytes else { return false }
    return span.offset <= segment.bytes - Int64(span.bytes)
  }
}

extension Ledger {
  /// What `verify` asks for.
  var audit: LedgerAudit { LedgerAudit(self) }
}
