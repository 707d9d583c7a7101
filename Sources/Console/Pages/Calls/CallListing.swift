import CallModel
import Importing
import Ledger
import Listing
import Pipeline
import Statements

extension CallListing {
  /// - Parameter words: zones as customers read them.
  static func page(_ words: ZoneWords) -> Listing<RecordedCall> {
    columns.page(
      [
        ("started_at", "Início"), ("direction", "Sentido"), ("line", "Linha"), ("caller", "De"), ("called", "Para"),
        ("zone", "Tipo"), ("duration_s", "Duração"), ("billed_s", "Tarifado"), ("allowance_s", "Franquia"),
        ("amount", "R$"),
      ],
      words: [
        "started_at": { .instant($0.instant) }, "direction": { .text($0.isOutbound ? say("feita") : say("recebida")) },
        "zone": { .text(words.said($0.zone)) },
      ])
  }
}

/// Where a page of calls goes on: behind the call that was shown last.
struct CallKey: Sendable {
  var contract: String
  var line: String
  var instant: Int64
  /// How many calls of that line and instant were shown.
  var shown: Int

  init(contract: String, line: String, instant: Int64, shown: Int) {
    self.contract = contract
    self.line = line
    self.instant = instant
    self.shown = shown
  }

  /// - Returns: nil for what is none.
  init?(_ text: String) {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    guard parts.count == 4, let instant = Int64(parts[2]), let shown = Int(parts[3]),
      let contract = PercentCoding.decode(Array(parts[0].utf8), plusIsSpace: false),
      let line = PercentCoding.decode(Array(parts[1].utf8), plusIsSpace: false)
    else { return nil }
    self.init(
      contract: String(decoding: contract, as: UTF8.self), line: String(decoding: line, as: UTF8.self),
      instant: instant, shown: shown)
  }

  var text: String { "\(PercentCoding.encode(contract))|\(PercentCoding.encode(line))|\(instant)|\(shown)" }
}

/// A page of calls: the first rows of a selection behind a key, and no more is read than it takes to find them.
struct CallPage {
  private(set) var calls: [RecordedCall] = []
  /// Nil: there are no more.
  private(set) var next: CallKey?

  static let rows = 50

  private struct Enough: Error {}

  init(_ ledger: Ledger, _ selection: RecordSelection, after key: CallKey?, rows: Int = Self.rows) throws {
    var selection = selection
    if let key { selection.calls.startingAt = (key.contract, key.line) }
    var skipped = 0
    do {
      try RecordedCalls(ledger).forEach(selection) { row, span in
        if let key, Self.isShown(row, key, &skipped) { return }
        if calls.count == rows {
          next = Self.key(of: calls, after: key)
          throw Enough()
        }
        guard let call = RecordedCall(row, of: span) else { throw DamagedRows() }
        calls.append(call)
      }
    } catch is Enough {
      // The page is full.
    }
  }

  /// Whether a row was on an earlier page.
  private static func isShown(_ row: SegmentRow, _ key: CallKey, _ skipped: inout Int) -> Bool {
    guard row[.line].elementsEqual(key.line.utf8), row[.contract].elementsEqual(key.contract.utf8),
      let instant = row.instant
    else { return false }
    if instant < key.instant { return true }
    guard instant == key.instant, skipped < key.shown else { return false }
    skipped += 1
    return true
  }

  private static func key(of calls: [RecordedCall], after earlier: CallKey?) -> CallKey? {
    guard let last = calls.last else { return nil }
    let same = calls.reversed().prefix {
      $0.instant == last.instant && ID($0.line) == ID(last.line)
        && ID($0.contract) == ID(last.contract)
    }.count
    var shown = same
    if same == calls.count, let earlier, earlier.instant == last.instant,
      ID(earlier.line) == ID(last.line), ID(earlier.contract) == ID(last.contract)
    {
      shown += earlier.shown
    }
    return CallKey(contract: last.contract, line: last.line, instant: last.instant, shown: shown)
  }
}
