@testable import ReferenceRating

/// Why the law refuses an operation.
package struct Refusal: Error, CustomStringConvertible {
  package let description: String
}

/// The law of recorded calls (spec 4.3), slowly and plainly: delivered rows, closed cycles, and two registries. All
/// that is asked is worked out from these anew; nothing else is remembered.
package struct LedgerModel {
  let layout: ReferenceLayout
  let timeZone: String
  var chunks: [Chunk] = []
  var contents: [KnownContent] = []
  /// In the order in which they were closed.
  var closed: [ClosedCycle] = []
  var discardedCalls: Set<CallKey> = []
  var discardedRows: Set<RowID> = []
  /// What each undo withdrew, by its run.
  var withdrawn: [Int: [(chunk: Int, delivery: Int)]] = [:]
  /// The registry as it lies there.
  package var current: RegistryVersion
  /// The registry as the last command that writes calls or cycles found it: reading ones show the ledger by it.
  package private(set) var applied: RegistryVersion

  package init(layout: ReferenceLayout, registry: RegistryVersion, timeZone: String = "America/Sao_Paulo") {
    self.layout = layout
    self.timeZone = timeZone
    current = registry
    applied = registry
  }

  /// "So does each command that writes calls or cycles: import, retry, reopen, undo, restore, discard."
  package mutating func bringToRegistry() { applied = current }
}

// MARK: Deliveries

extension LedgerModel {
  /// An import of what lies in the source directory (spec 4.2 "File identity", 4.3 "Undo").
  ///
  /// - Parameter again: the files whose undone content is taken (`import --again NAME`).
  package mutating func importFiles(_ entries: [SourceEntry], run: Int, again: Set<String> = []) {
    bringToRegistry()
    for entry in entries.sorted(by: { Text($0.name) < Text($1.name) }) {
      let bytes = entry.isSettled ? entry.bytes : Array(entry.bytes.prefix(through: lastLineEnd(entry.bytes)))
      if bytes.isEmpty { continue }
      take(entry.name, bytes, run: run, isAgain: again.contains(entry.name))
    }
  }

  /// -1 if there is none: then nothing is taken.
  private func lastLineEnd(_ bytes: [UInt8]) -> Int { (bytes.lastIndex(of: 0x0A) ?? -1) }

  private mutating func take(_ name: String, _ bytes: [UInt8], run: Int, isAgain: Bool) {
    let delivery = Delivery(run: run, name: name)
    // "Same name, longer, and the first bytes are those imported: only what is new is processed."
    if let index = contents.lastIndex(where: { $0.names.contains(name) && bytes.starts(with: $0.bytes) }) {
      if isAgain { deliverAgain(contents[index].chunks.filter { chunks[$0].standing == nil }, delivery) }
      if bytes.count > contents[index].bytes.count { append(bytes, to: index, delivery) }
      return
    }
    // "Same content under another name: skipped", and yet a delivery while all its rows are delivered.
    if let index = contents.firstIndex(where: { $0.bytes == bytes }) {
      let isKnown = contents[index].chunks.allSatisfy { chunks[$0].standing != nil }
      if isKnown || isAgain { deliverAgain(contents[index].chunks, delivery) }
      contents[index].names.insert(name)
      return
    }
    contents.append(KnownContent(bytes: [], chunks: [], names: [name]))
    append(bytes, to: contents.count - 1, delivery)
  }

  private mutating func deliverAgain(_ indices: [Int], _ delivery: Delivery) {
    for index in indices { chunks[index].deliveries.append(delivery) }
  }

  /// A row's line counts every line of the file, so the whole of it is split.
  private mutating func append(_ bytes: [UInt8], to index: Int, _ delivery: Delivery) {
    let before = RowFacts.lines(contents[index].bytes).count
    let lines = RowFacts.lines(bytes)
    contents[index].bytes = bytes
    guard let header = lines.first else { return }
    let rows = Array(lines.dropFirst(max(before, 1)))
    contents[index].chunks.append(chunks.count)
    chunks.append(Chunk(header: header.bytes, rows: rows, deliveries: [delivery]))
  }

  /// "Undo RUN takes the rows that came with it out of what is delivered."
  package mutating func undo(run: Int, withLater: Bool) throws(Refusal) {
    var going = places { $0.run == run && !$0.isUndone }
    let later = going.flatMap { grownLater(chunk: $0.chunk, name: chunks[$0.chunk].deliveries[$0.delivery].name, run) }
    if !later.isEmpty && !withLater { throw Refusal(description: "a file of run \(run) grew later") }
    going += later
    var after = self
    for (chunk, delivery) in going { after.chunks[chunk].deliveries[delivery].isUndone = true }
    let gone = Set(after.chunks.indices.filter { after.chunks[$0].standing == nil })
    if closed.contains(where: { $0.calls.contains { gone.contains($0.id.chunk) } }) {
      throw Refusal(description: "a row of run \(run) is a call of a closed cycle")
    }
    self = after
    withdrawn[run] = going
    bringToRegistry()
  }

  /// What a file of the run grew by later: "the later parts go too".
  private func grownLater(chunk: Int, name: String, _ run: Int) -> [(chunk: Int, delivery: Int)] {
    guard let content = contents.first(where: { $0.chunks.contains(chunk) }) else { return [] }
    let behind = Set(content.chunks.filter { $0 > chunk })
    return places { $0.name == name && $0.run > run && !$0.isUndone }.filter { behind.contains($0.chunk) }
  }

  package func hasWithdrawn(run: Int) -> Bool { withdrawn[run] != nil }

  /// "`--restore` puts them back."
  package mutating func restore(run: Int) throws(Refusal) {
    guard let places = withdrawn.removeValue(forKey: run) else {
      throw Refusal(description: "run \(run) is not withdrawn")
    }
    for (chunk, delivery) in places { chunks[chunk].deliveries[delivery].isUndone = false }
    bringToRegistry()
  }

  private func places(_ isMeant: (Delivery) -> Bool) -> [(chunk: Int, delivery: Int)] {
    chunks.indices.flatMap { chunk in
      chunks[chunk].deliveries.indices.filter { isMeant(chunks[chunk].deliveries[$0]) }
        .map { (chunk: chunk, delivery: $0) }
    }
  }

  /// The runs that brought something that is still delivered.
  package var runs: [Int] { Set(chunks.flatMap { $0.deliveries.filter { !$0.isUndone }.map(\.run) }).sorted() }
  package var withdrawnRuns: [Int] { withdrawn.keys.sorted() }
  /// Whether some content was delivered more than once: which name its rows show is then left open.
  /// Nothing was ever taken.
  package var isUntouched: Bool { chunks.isEmpty }
  package var hasRepeats: Bool { chunks.contains { $0.deliveries.count > 1 } }
}
