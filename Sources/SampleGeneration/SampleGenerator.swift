import CallModel

/// Makes up a registry and CDR files: for demonstrations, tests and benchmarks.
///
/// The registry passes every rule of spec 2.2. The rows have each outcome of spec 2.4: about 22 % unanswered, 0.3 %
/// duplicates, 0.05 % interim records, 0.05 % unreadable, 0.3 % that cannot be rated; the rest is rated or free.
///
/// ```swift
/// let generator = try SampleGenerator(GenerationOptions(rows: 10_000, lines: 200, files: 10))
/// try generator.write(to: "sample") { rows in print(rows) }
/// ```
package struct SampleGenerator: Sendable {
  private let options: GenerationOptions
  private let roster: LineRoster
  private let catalog: PlanCatalog
  private let prefixes: ZonePrefixes
  private let factory: CallFactory
  private let clock: CallClock

  /// Makes up the registry in memory: about 60 bytes a line and 8 a prefix.
  ///
  /// Throws `GenerationError.option` if a value is out of range.
  package init(_ options: GenerationOptions) throws {
    try options.validate()
    let areas = AreaCodes()
    self.options = options
    catalog = PlanCatalog(count: options.plans)
    roster = LineRoster(options: options, catalog: catalog, areas: areas)
    prefixes = ZonePrefixes(count: options.prefixes, seed: options.seed)
    clock = CallClock(firstDay: options.firstDay, days: options.days, rows: options.rows)
    factory = CallFactory(options: options, roster: roster, catalog: catalog, prefixes: prefixes, areas: areas)
  }

  /// Writes `directory/registry/*.csv` and `directory/cdr/*.cdr` (or `.cdr.gz`), and makes what directories are missing.
  ///
  /// - Parameters:
  ///   - directory: missing or empty; nothing is ever overwritten.
  ///   - progress: called now and then, on this thread, with the CDR rows written so far.
  ///
  /// Throws `GenerationError`. What was written before a failure stays.
  package func write(to directory: String, progress: (Int) -> Void) throws {
    try OutputDirectory.create(directory)
    try OutputDirectory.requireEmpty(directory)
    try OutputDirectory.create(directory + "/registry")
    try OutputDirectory.create(directory + "/cdr")
    try RegistryWriter(
      directory: directory + "/registry", options: options, catalog: catalog, roster: roster, prefixes: prefixes
    ).write()
    let format = RowFormat(options: options)
    var buffer = ByteBuffer()
    for (file, name) in fileNames().enumerated() {
      try writeFile(file, path: "\(directory)/cdr/\(name)", format: format, buffer: &buffer, progress: progress)
    }
  }

  private func writeFile(
    _ file: Int, path: String, format: RowFormat, buffer: inout ByteBuffer, progress: (Int) -> Void
  ) throws {
    let output = try OutputFile(path: path, gzip: options.gzip)
    let rows = firstRow(ofFile: file)..<firstRow(ofFile: file + 1)
    buffer.removeAll()
    buffer.append(RowFormat.header)
    for row in rows {
      format.append(factory.call(ofRow: row), to: &buffer)
      guard buffer.isFull else { continue }
      try output.write(buffer.bytes)
      buffer.removeAll()
      progress(row + 1)
    }
    try output.write(buffer.bytes)
    try output.finish()
    progress(rows.upperBound)
  }

  /// Files have equal numbers of rows, give or take one.
  private func firstRow(ofFile file: Int) -> Int {
    options.rows * file / options.files
  }

  /// `cdr-20261101-00.cdr`: the day that a file's rows begin to end on, and its number within that day.
  private func fileNames() -> [String] {
    let days = (0..<options.files).map { clock.second(ofShare: Double($0) / Double(options.files)) / 86_400 }
    var numbers: [Int] = []
    for (file, day) in days.enumerated() {
      numbers.append(file > 0 && days[file - 1] == day ? numbers[file - 1] + 1 : 0)
    }
    // One width for all, so that the order of the names is that of time.
    let width = max(2, String(numbers.max() ?? 0).count)
    return zip(days, numbers).map { day, number in
      let date = CivilDate(daysSinceEpoch: Int32(day)).description.filter { $0 != "-" }
      return "cdr-\(date)-\(number.padded(to: width)).cdr" + (options.gzip ? ".gz" : "")
    }
  }
}
