import Output

/// One of the four files of results.
package struct ResultKind: Sendable {
  package let name: String
  /// Whether a file that begins so is such a result.
  package let isOne: @Sendable (_ head: String) -> Bool

  package static let callRecords = ResultKind(name: "call-records.csv") { $0.hasPrefix(CallRecordFormatter.header) }
  static let services = ResultKind(name: "additional-services.csv") { $0.hasPrefix(AdditionalServiceFormatter.header) }
  static let rejected = ResultKind(name: "rejected-records.csv") { $0.hasPrefix(RejectedRecordFormatter.header) }
  static let report = ResultKind(name: "report.json") { $0.hasPrefix("{") && $0.contains("\"additional_services\"") }

  package static let all = [callRecords, services, rejected, report]

  /// Plain, and compressed: a result of the other form goes when one comes.
  package var names: [String] { name.hasSuffix(".csv") ? [name, name + ".gz"] : [name] }
}

/// The four files of a run, under temporary names until `publish`.
package struct ResultFiles {
  package let callRecords: OutputFile
  package let services: OutputFile
  package let rejected: OutputFile
  private let report: OutputFile
  private let directory: String
  private let compress: Bool

  private static let tables = [ResultKind.callRecords, .services, .rejected].map(\.name)

  /// - Parameters:
  ///   - directory: exists.
  ///   - compress: whether the tables are gzip.
  package init(directory: String, compress: Bool) throws(OutputFailure) {
    self.directory = directory
    self.compress = compress
    let suffix = compress ? ".gz" : ""
    callRecords = try OutputFile(directory: directory, name: Self.tables[0] + suffix)
    services = try OutputFile(directory: directory, name: Self.tables[1] + suffix)
    rejected = try OutputFile(directory: directory, name: Self.tables[2] + suffix)
    report = try OutputFile(directory: directory, name: ResultKind.report.name)
    try writeHeader(CallRecordFormatter.header, to: callRecords)
    try writeHeader(AdditionalServiceFormatter.header, to: services)
  }

  private func writeHeader(_ header: String, to file: OutputFile) throws(OutputFailure) {
    let plain = TextBuffer(capacity: 512)
    plain.append(header)
    guard compress else { return try file.append(plain.bytes) }
    let compressed = TextBuffer(capacity: 512)
    try GzipMember.append(plain.bytes, to: compressed)
    try file.append(compressed.bytes)
  }

  /// Writes the report and renames all four, the report last; then removes results of an earlier run in the other form
  /// (`.csv` or `.csv.gz`).
  package func publish(_ made: RunReport) throws(OutputFailure) {
    let text = TextBuffer(capacity: 1 << 12)
    do {
      text.append([UInt8](try made.json()))
    } catch {
      throw OutputFailure(
        path: "report.json", expected: "to encode the report", found: "\(error)", remedy: "please report this")
    }
    try report.append(text.bytes)
    for file in [callRecords, services, rejected, report] { try file.checkCanPublish() }
    try callRecords.publish()
    try services.publish()
    try rejected.publish()
    try report.publish()
    for table in Self.tables {
      OutputDirectory.removeStale("\(directory)/\(table)\(compress ? "" : ".gz")")
    }
  }
}
