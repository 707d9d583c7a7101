import Foundation
import Importing
import RecordLayouts
import ReferenceRating
import RunSupport

/// A year of imports at two in the morning, and all that happens to files and registry meanwhile.
///
/// Days are counted from 1970-01-01.
struct YearSimulation {
  let firstDay: Int
  let harness: ImportHarness
  /// What `rate` is to read for the same calls: each content that was sound, as it was in the end.
  private(set) var contents: [[UInt8]] = []

  var registry: YearRegistry
  var random: SeededRandom
  private var calls = YearCalls()
  /// Files that are whole, with the day they came.
  private var done: [(name: String, bytes: [UInt8], day: Int)] = []
  private var growing: [(name: String, bytes: [UInt8], packing: RunVariant.Packing)] = []
  private var broken: [(name: String, bytes: [UInt8], day: Int)] = []
  private var lastRunDay = 0

  static let packings = [RunVariant.Packing.plain, .plain, .gzip]

  init(seed: UInt64) throws {
    // 2028 and 2024 have a 29th of February; in 2018 the clocks changed twice.
    firstDay = [21_184, 19_723, 17_532][Int(seed % 3)]
    random = SeededRandom(seed: seed &* 104_729)
    registry = YearRegistry(firstDay: firstDay)
    harness = try ImportHarness(registry: registry.tables, layout: try RecordLayout(.summit1))
    harness.settings.settleSeconds = 60
    harness.settings.deletesFiles = seed % 2 == 0
  }

  // MARK: - Files

  /// A moment of a day in São Paulo.
  static func moment(_ day: Int, hour: Int, minute: Int = 0, second: Int = 0) -> Date {
    Date(timeIntervalSince1970: Double(day * 86_400 + (hour + 3) * 3_600 + minute * 60 + second))
  }

  private func put(_ name: String, _ bytes: [UInt8], _ packing: RunVariant.Packing, at moment: Date) throws {
    try harness.deliver(name, try RunHarness.pack(bytes, packing))
    try FileManager.default.setAttributes(
      [.modificationDate: moment], ofItemAtPath: harness.settings.sourceDirectory + "/" + name)
  }

  /// A file that is whole, and whose calls are to be billed.
  private mutating func putWhole(
    _ name: String, _ bytes: [UInt8], _ packing: RunVariant.Packing, at moment: Date, _ day: Int
  )
    throws
  {
    try put(name, bytes, packing, at: moment)
    contents.append(bytes)
    done.removeAll { $0.name == name }
    done.append((name, bytes, day))
  }

  /// What comes before the run of a day.
  mutating func deliver(_ day: Int) throws {
    let night = Self.moment(day, hour: 0, minute: 30)
    for file in growing { try putWhole(file.name, file.bytes, file.packing, at: night, day) }
    growing.removeAll()
    for file in broken where file.day == day { try putWhole(file.name, file.bytes, .gzip, at: night, day) }
    broken.removeAll { $0.day == day }
    for number in 1...random.int(1...2) {
      var bytes = calls.file(day: day - 1, rows: random.int(3...10), registry, &random)
      if random.chance(percent: 5) { bytes.removeLast() }
      // Some too young to be read.
      let moment = random.chance(percent: 10) ? Self.moment(day, hour: 1, minute: 59, second: 30) : night
      try putWhole("cdr-\(YearRegistry.date(day))-\(number).csv", bytes, random.pick(Self.packings), at: moment, day)
    }
    try deliverOddities(day, night)
  }

  private mutating func deliverOddities(_ day: Int, _ night: Date) throws {
    let known = done.filter { $0.day <= lastRunDay && $0.bytes.last == UInt8(ascii: "\n") }
    if random.chance(percent: 10), let file = known.isEmpty ? nil : random.pick(known) {
      // Renamed, perhaps packed.
      try put("copy-\(day)-of-\(file.name)", file.bytes, random.pick(Self.packings), at: night)
    }
    if random.chance(percent: 8), let file = known.last {
      // Packed otherwise under its name.
      try put(file.name, file.bytes, random.pick([.gzip, .gzipOfSeveralMembers]), at: night)
    }
    if random.chance(percent: 8), let file = known.isEmpty ? nil : random.pick(known) {
      let bytes = calls.file(day: day - 1, rows: random.int(1...6), registry, &random)
      try putWhole(file.name, bytes, random.pick(Self.packings), at: night, day)
    }
    if random.chance(percent: 6) {
      let bytes = calls.file(day: day - 1, rows: random.int(2...8), registry, &random)
      let name = "late-\(day).csv.gz"
      var packed = try RunHarness.gzip(bytes)
      if random.chance(percent: 50) { packed.removeLast(random.int(1...20)) } else { packed[packed.count / 2] ^= 0x55 }
      try put(name, packed, .plain, at: night)
      broken.append((name, bytes, day + random.int(1...5)))
    }
  }

  /// A file of the day itself, of which a part is there, down to half a row.
  private mutating func beginGrowing(_ day: Int) throws {
    let bytes = calls.file(day: day, rows: random.int(2...8), registry, &random)
    let packing = random.pick(Self.packings)
    let name = "grows-\(day).csv"
    try put(name, Array(bytes.prefix(random.int(0...bytes.count))), packing, at: Self.moment(day, hour: 1, minute: 50))
    growing.append((name, bytes, packing))
  }

  // MARK: - Days

  /// One day: the registry may change, files come, an import runs, or crashes and runs again.
  mutating func live(_ day: Int) throws {
    if day - firstDay == 183 { harness.settings.deletesFiles = true }
    if registry.change(on: day, &random) { try harness.write(registry: registry.tables) }
    try deliver(day)
    harness.settings.workers = random.int(1...2)
    harness.clock = Self.moment(day, hour: 2)
    if random.chance(percent: 3) {
      // The clock was set back: all files are from the future.
      harness.clock = Self.moment(day - 3, hour: 2)
    } else if random.chance(percent: 20) {
      try beginGrowing(day)
    }
    if random.chance(percent: 4) { return }
    if random.chance(percent: 4) { try harness.run(isDryRun: true) }
    if random.chance(percent: 10) { try crash() }
    try harness.run()
    lastRunDay = day - 1
  }

  private mutating func crash() throws {
    let crash = Crash(random.pick(ImportStep.allCases), occurrence: random.int(1...2))
    harness.settings.onStep = { try crash.reach($0) }
    defer { harness.settings.onStep = { _ in } }
    do { try harness.run() } catch  where crash.hasHappened {}
  }

  /// The days after the year, until nothing waits.
  mutating func finish(_ day: Int) throws {
    for later in 0..<7 {
      harness.clock = Self.moment(day + later, hour: 2)
      let night = Self.moment(day + later, hour: 0, minute: 30)
      for file in growing + broken.map({ ($0.name, $0.bytes, RunVariant.Packing.gzip) }) {
        try putWhole(file.0, file.1, file.2, at: night, day + later)
      }
      growing.removeAll()
      broken.removeAll()
      try harness.run()
    }
  }

  /// `rate` over all that came, with the registry as it is.
  func rated() throws -> RunTables {
    var batch = RunHarness(registry: registry.tables, files: [], layout: try RecordLayout(.summit1))
    batch.files = contents.enumerated().map { ("f\($0.offset).csv", $0.element) }
    return try batch.run(RunVariant()).tables
  }
}
