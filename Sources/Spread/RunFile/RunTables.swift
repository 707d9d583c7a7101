import CallModel
import Foundation
import Pipeline

/// Where the sections of a map's run file are: a section a bucket, and others behind them.
struct MapSections {
  let buckets: Int
  /// How many parts there are of what tells which calls of several lines are one; none with most layouts.
  let looseParts: Int

  init(_ context: SpreadContext) {
    buckets = context.bucketCount
    looseParts = StageSetup.looseParts(buckets: context.plan.buckets.wanted, context.layout)
  }

  /// Copies of calls of lines that changed their contract.
  var migrants: Int { buckets }
  /// Rows that are not billed, chunk by chunk.
  var rejects: Int { buckets + 1 + looseParts }
  var chunks: Int { rejects + 1 }
  var files: Int { rejects + 2 }
  var count: Int { rejects + 3 }

  func loose(_ part: Int) -> Int { migrants + 1 + part }
}

/// Where those of a reduce's run file are: two sections a bucket, and three behind them.
struct ReduceSections {
  let buckets: Int

  /// Rows of call-records.csv, of the `index`th bucket of the file.
  func records(_ index: Int) -> Int { 2 * index }
  func services(_ index: Int) -> Int { 2 * index + 1 }
  /// Rows that are not what the first stage took them for.
  var late: Int { 2 * buckets }
  var outcomes: Int { 2 * buckets + 1 }
  var totals: Int { 2 * buckets + 2 }
  var count: Int { 2 * buckets + 3 }
}

/// The chunks of a task, as bytes.
enum ChunkTableForm {
  /// A chunk, its file, and the lines of the file before its first chunk.
  struct Entry {
    var chunk: StageChunk
    var linesBefore: Int
  }

  private static let noRejects = UInt64.max

  static func bytes(_ entries: [Entry]) -> [UInt8] {
    var words = WordWriter()
    for entry in entries {
      words.append(UInt32(truncatingIfNeeded: entry.chunk.file))
      words.append(UInt32(truncatingIfNeeded: entry.linesBefore))
      words.append(UInt64(bitPattern: entry.chunk.offset))
      words.append(entry.chunk.lineCount)
      words.append(entry.chunk.rejects.count == 0 ? noRejects : UInt64(entry.chunk.rejects.offset))
      words.append(entry.chunk.rejects.count)
    }
    return words.bytes
  }

  /// - Parameters:
  ///   - run: the number of the run among those chosen, for `RejectSpan.spool`.
  ///   - fileCount: of the plan.
  static func entries(_ bytes: [UInt8], run: Int, fileCount: Int) -> [Entry]? {
    var words = WordReader(bytes)
    var entries: [Entry] = []
    while !words.isAtEnd {
      guard let file = words.word32(), let linesBefore = words.word32(), let offset = words.word64(),
        let lineCount = words.count(), let rejects = words.word64(), let count = words.count(), file < fileCount
      else { return nil }
      var span = RejectSpan()
      if rejects != noRejects {
        guard let start = Int(exactly: rejects) else { return nil }
        span = RejectSpan(spool: run, offset: start, count: count)
      }
      entries.append(
        Entry(
          chunk: StageChunk(
            file: Int(file), offset: Int64(bitPattern: offset), lineCount: lineCount, rejects: span),
          linesBefore: Int(linesBefore)))
    }
    return entries
  }
}

/// What a reduce decided of rows, as bytes.
enum LateForm {
  private static let notRejected: UInt32 = 255

  static func bytes(_ late: [LateOutcome]) -> [UInt8] {
    var words = WordWriter()
    for outcome in late {
      words.append(outcome.chunk)
      words.append(outcome.lineInChunk)
      words.append(outcome.reason.map { UInt32($0.rawValue) } ?? notRejected)
    }
    return words.bytes
  }

  static func outcomes(_ bytes: [UInt8], chunkCount: Int) -> [LateOutcome]? {
    var words = WordReader(bytes)
    var late: [LateOutcome] = []
    while !words.isAtEnd {
      guard let chunk = words.word32(), let line = words.word32(), let code = words.word32(), chunk < chunkCount
      else { return nil }
      var reason: Reason?
      if code != notRejected {
        guard let known = UInt8(exactly: code).flatMap(Reason.init(rawValue:)) else { return nil }
        reason = known
      }
      late.append(LateOutcome(chunk: chunk, lineInChunk: line, reason: reason))
    }
    return late
  }
}

/// What a reduce counted of files: only what is not zero.
enum OutcomeForm {
  static func bytes(fileCount: Int, _ tally: (Int) -> RowTally) -> [UInt8] {
    var words = WordWriter()
    for file in 0..<fileCount {
      let counts = tally(file)
      for (slot, count) in (counts.outcomes + counts.reasons).enumerated() where count > 0 {
        words.append(UInt32(truncatingIfNeeded: file))
        words.append(UInt32(truncatingIfNeeded: slot))
        words.append(count)
      }
    }
    return words.bytes
  }

  /// Adds them to `tallies`, by file; false if they are not of this form.
  static func add(_ bytes: [UInt8], to tallies: inout [RowTally]) -> Bool {
    var words = WordReader(bytes)
    let outcomes = Outcome.allCases.count
    while !words.isAtEnd {
      guard let file = words.word32().map(Int.init), let slot = words.word32().map(Int.init),
        let count = words.count(), file < tallies.count, slot < outcomes + Reason.allCases.count
      else { return false }
      if slot < outcomes {
        tallies[file].outcomes[slot] += count
      } else {
        tallies[file].reasons[slot - outcomes] += count
      }
    }
    return true
  }
}

/// What the calls of a reduce came to; JSON in its run file. Sums that may pass 64 bits are text.
struct ReduceTotals: Codable, Equatable {
  struct Zone: Codable, Equatable {
    var zone: String
    var calls: Int
    var durationSeconds: Int
    var billedSeconds: Int
    var micros: String
  }

  var billedSeconds: Int
  var coveredSeconds: Int
  var surplusSeconds: Int
  var micros: String
  var services: Int
  var serviceCentavos: String
  /// Those with calls.
  var zones: [Zone]

  /// - Parameter names: of the zones, by number as the tallies are.
  init(_ sums: Sums, _ tallies: [ZoneTally], names: [String]) {
    billedSeconds = sums.billedSeconds
    coveredSeconds = sums.coveredSeconds
    surplusSeconds = sums.surplusSeconds
    micros = "\(sums.micros)"
    services = sums.services
    serviceCentavos = "\(sums.serviceCentavos)"
    zones = zip(names, tallies).filter { $1.calls > 0 }.map { zone, tally in
      Zone(
        zone: zone, calls: tally.calls, durationSeconds: tally.durationSeconds, billedSeconds: tally.billedSeconds,
        micros: "\(tally.micros)")
    }
  }

  /// Adds them; false if they are not of this form.
  func add(to sums: inout Sums, _ tallies: inout [ID: ZoneTally]) -> Bool {
    guard let micros = Int128(micros), let centavos = Int128(serviceCentavos) else { return false }
    var mine = Sums()
    (mine.billedSeconds, mine.coveredSeconds, mine.surplusSeconds) = (billedSeconds, coveredSeconds, surplusSeconds)
    (mine.micros, mine.services, mine.serviceCentavos) = (micros, services, centavos)
    sums.add(mine)
    for zone in zones {
      guard let micros = Int128(zone.micros) else { return false }
      var tally = ZoneTally()
      (tally.calls, tally.durationSeconds) = (zone.calls, zone.durationSeconds)
      (tally.billedSeconds, tally.micros) = (zone.billedSeconds, micros)
      tallies[ID(zone.zone), default: ZoneTally()].add(tally)
    }
    return true
  }
}

/// JSON of run files.
enum TableJSON {
  static func bytes(_ value: some Encodable) throws(SpreadFailure) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return [UInt8](try encoder.encode(value)) } catch {
      throw SpreadFailure(.bug, "a table cannot be encoded: \(error)")
    }
  }

  static func value<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) -> Value? {
    try? JSONDecoder().decode(type, from: Data(bytes))
  }
}
