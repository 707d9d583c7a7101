import Foundation

/// `report.json`: what a run did, for machines (spec 2.5). Money is text, so that nobody's floating point rounds it.
package struct RunReport: Codable, Equatable, Sendable {
  package struct Counts: Codable, Equatable, Sendable {
    package var read = 0
    package var rated = 0
    package var free = 0
    package var unanswered = 0
    package var duplicate = 0
    package var rejected = 0
    package var suspended = 0
    package var ignored = 0

    package init() {}
  }

  /// What rows say against themselves, and which were taken out (spec 7.1, 7.3, 7.4).
  package struct Checks: Codable, Equatable, Sendable {
    package struct Ignored: Codable, Equatable, Sendable {
      package var rows: Int
      package var withSeconds: Int

      package init(rows: Int, withSeconds: Int) {
        self.rows = rows
        self.withSeconds = withSeconds
      }
    }

    /// Rows with more seconds than their times hold.
    package var contradictions = 0
    package var clockAgreements = 0
    package var clockContradictions = 0
    /// Rows with less than half of the seconds from answer to end, of so many with all three.
    package var shortRows = 0
    package var timedRows = 0
    package var ignoredWithSeconds = 0
    /// By pattern of the layout's `rows`.
    package var ignoredPatterns: [String: Ignored] = [:]

    package init() {}
  }

  package struct File: Codable, Equatable, Sendable {
    package var name: String
    package var sizeBytes: Int64
    package var gzip: Bool
    /// XXH3-128 of the decompressed bytes (of their 1 MiB blocks' digests, if there are several); nil if it failed.
    package var digest: String?
    /// `ok` or `failed`.
    package var status: String
    package var error: String?
    package var counts: Counts
    package var checks = Checks()

    package init(
      name: String, sizeBytes: Int64, gzip: Bool, digest: String?, status: String, error: String?, counts: Counts
    ) {
      self.name = name
      self.sizeBytes = sizeBytes
      self.gzip = gzip
      self.digest = digest
      self.status = status
      self.error = error
      self.counts = counts
    }

    // The counts stand beside the file's other figures.
    package func encode(to encoder: any Encoder) throws {
      try counts.encode(to: encoder)
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(name, forKey: .name)
      try container.encode(sizeBytes, forKey: .sizeBytes)
      try container.encode(gzip, forKey: .gzip)
      try container.encode(digest, forKey: .digest)
      try container.encode(status, forKey: .status)
      try container.encodeIfPresent(error, forKey: .error)
      try container.encode(checks, forKey: .checks)
    }

    package init(from decoder: any Decoder) throws {
      counts = try Counts(from: decoder)
      let container = try decoder.container(keyedBy: Keys.self)
      name = try container.decode(String.self, forKey: .name)
      sizeBytes = try container.decode(Int64.self, forKey: .sizeBytes)
      gzip = try container.decode(Bool.self, forKey: .gzip)
      digest = try container.decode(String?.self, forKey: .digest)
      status = try container.decode(String.self, forKey: .status)
      error = try container.decodeIfPresent(String.self, forKey: .error)
      checks = try container.decodeIfPresent(Checks.self, forKey: .checks) ?? Checks()
    }

    private enum Keys: String, CodingKey {
      case name, sizeBytes, gzip, digest, status, error, checks
    }
  }

  package struct Zone: Codable, Equatable, Sendable {
    package var calls = 0
    package var durationSeconds = 0
    package var billedSeconds = 0
    /// Reais.
    package var amount = "0.00"

    package init() {}
  }

  package struct Services: Codable, Equatable, Sendable {
    package var count = 0
    /// Reais.
    package var total = "0.00"

    package init() {}
  }

  package var product = "summit-cdr"
  package var version: String
  package var layout: String
  package var timeZone: String
  /// Where the rules of the time zones are from: tzdata's version and directory, or that they are built in.
  package var timeZoneData = ""
  /// ISO 8601, UTC.
  package var startedAt: String
  package var finishedAt: String
  package var elapsedSeconds: Double
  package var workers: Int
  package var files: [File] = []
  package var failedFiles = 0
  /// Files of the directory that are not read: marker files, and those that --include and --exclude leave out.
  package var leftOutFiles = 0
  package var totals = Counts()
  package var checks = Checks()
  /// Rows by reason, only those that came up.
  package var reasons: [String: Int] = [:]
  /// Call records by zone.
  package var zones: [String: Zone] = [:]
  package var billedSeconds = 0
  package var allowanceSeconds = 0
  package var surplusSeconds = 0
  /// Sum of the call amounts, reais.
  package var amount = "0.00"
  package var additionalServices = Services()
  /// Decompressed bytes read.
  package var inputBytes: Int64 = 0
  package var rowsPerSecond = 0
  package var bytesPerSecond = 0

  package init(
    version: String, layout: String, timeZone: String, startedAt: String, finishedAt: String, elapsedSeconds: Double,
    workers: Int
  ) {
    self.version = version
    self.layout = layout
    self.timeZone = timeZone
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.elapsedSeconds = elapsedSeconds
    self.workers = workers
  }

  /// The report as JSON, keys in snake case and in order.
  package func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    var data = try encoder.encode(self)
    data.append(10)
    return data
  }

  /// Reads a report back.
  package init(json: Data) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(RunReport.self, from: json)
  }
}
