import FileInput
import Foundation

/// What a run that is spread over processes does, fixed before it begins: which task reads what, and what must be the same
/// wherever one runs (spec 10.1). Written once, as JSON; its digest is in each run file.
package struct SpreadPlan: Codable, Equatable, Sendable {
  /// The program that made it.
  package struct Program: Codable, Equatable, Sendable {
    package var version: String
    /// Of the program's file.
    package var digest: String
    /// Of a call's head, as it is in memory and in run files.
    package var recordHeadBytes: Int
  }

  package struct Registry: Codable, Equatable, Sendable {
    package var directory: String
    /// Of its tables' names and bytes.
    package var digest: String
  }

  package struct Layout: Codable, Equatable, Sendable {
    package var name: String
    package var yaml: String
  }

  package struct Zones: Codable, Equatable, Sendable {
    /// Of cycles, bands and output.
    package var timeZone: String
    /// Of the rules of that zone and the layout's.
    package var digest: String
  }

  /// What `rate` is asked for besides.
  package struct Options: Codable, Equatable, Sendable {
    package var activeLinesOnly: Bool
    package var compress: Bool
    package var chunkSizeBytes: Int
  }

  package struct Buckets: Codable, Equatable, Sendable {
    /// As asked for; there may be fewer.
    package var wanted: Int
    /// The first group of lines of each.
    package var firstGroups: [Int]
    /// Calls of lines that changed their contract are copied to one behind the others.
    package var hasMigrants: Bool
  }

  /// The rows that begin in a span of a file; all of a gzip file's.
  package struct Piece: Equatable, Sendable {
    /// Its place among the plan's files.
    package var file: Int
    package var from: Int64
    package var until: Int64
  }

  /// Of the plan's own form.
  package var form = SpreadPlan.currentForm
  /// Since 1970, UTC.
  package var startedMilliseconds: Int64
  package var program: Program
  package var registry: Registry
  package var source: String
  package var layout: Layout
  package var zones: Zones
  package var options: Options
  package var buckets: Buckets
  /// Regular files of the directory that are not read, by their names.
  package var leftOutFiles: Int
  /// In the order of the bytes of their names.
  package var files: [PlanFile]
  package var tasks: [[Piece]]

  package static let currentForm = 1
  /// More tasks than that only cost.
  package static let maximumTasks = 100_000

  /// What was kept of a plan and digests of it.
  package struct Loaded: Sendable {
    package var plan: SpreadPlan
    package var digest: ContentDigest
    package var path: String

    /// Whole run files of its map tasks that lie in a work folder, by task.
    package func wholeRuns(in work: WorkFolder) -> [Int: ChosenFile] {
      var runs: [Int: ChosenFile] = [:]
      for run in work.runs(.map, plan: digest, inputs: nil) where plan.tasks.indices.contains(run.head.first) {
        runs[run.head.first] = ChosenFile(run)
      }
      return runs
    }

    /// What `spread plan` says of itself.
    package struct Outlook: Encodable, Equatable {
      package var plan: String
      package var digest: String
      package var tasks: Int
      /// Map tasks without a whole run file, and the run files of the others.
      package var left: [Int]
      package var done: [ChosenFile]
      /// A reduce has its calls in so many buckets.
      package var buckets: Int
    }

    /// What is left to do of the plan in a work folder.
    package func outlook(in work: WorkFolder) -> Outlook {
      let done = wholeRuns(in: work)
      return Outlook(
        plan: path, digest: digest.description, tasks: plan.tasks.count,
        left: plan.tasks.indices.filter { done[$0] == nil }, done: done.sorted { $0.key < $1.key }.map(\.value),
        buckets: plan.buckets.firstGroups.count)
    }
  }

  /// The plan as JSON, always the same bytes.
  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  /// - Throws: `.damaged` if it is no plan, `.differs` if it is one of another version, `.inputOutput` if it cannot be
  ///   read.
  package static func load(_ path: String) throws(SpreadFailure) -> Loaded {
    let bytes = try WorkFile.read(path)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    if let form = try? decoder.decode(FormOnly.self, from: Data(bytes)), form.form != currentForm {
      throw SpreadFailure(
        .differs, "\(path): expected form \(currentForm), found \(form.form): plan again with this program")
    }
    do {
      let plan = try decoder.decode(SpreadPlan.self, from: Data(bytes))
      return Loaded(plan: plan, digest: bytes.withUnsafeBytes { ContentDigest.of($0) }, path: WorkFile.absolute(path))
    } catch {
      throw SpreadFailure(.damaged, "\(path): expected a plan, found something else (\(error)): plan again")
    }
  }

  private struct FormOnly: Decodable {
    var form: Int
  }
}

extension SpreadPlan.Piece: Codable {
  // Three numbers: a plan may have a hundred thousand pieces.
  package init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    self.init(
      file: try container.decode(Int.self), from: try container.decode(Int64.self),
      until: try container.decode(Int64.self))
    guard file >= 0, 0 <= from, from <= until else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no span of a file")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(file)
    try container.encode(from)
    try container.encode(until)
  }
}

/// A CDR file as the plan found it. Device and inode are left out: they may be others elsewhere.
package struct PlanFile: Codable, Equatable, Sendable {
  /// Nil if it is not UTF-8.
  private var name: String?
  private var nameBase64: String?
  package var sizeBytes: Int64
  package var modifiedNanoseconds: Int64
  /// By its content.
  package var gzip: Bool
  /// It is not read, and counts as failed.
  package var failure: String?

  package init(_ file: SourceFile, gzip: Bool) {
    if let text = String(validating: file.name, as: UTF8.self) {
      name = text
    } else {
      nameBase64 = Data(file.name).base64EncodedString()
    }
    sizeBytes = file.identity.sizeBytes
    modifiedNanoseconds = file.identity.modifiedNanoseconds
    self.gzip = gzip
  }

  package var nameBytes: [UInt8] {
    if let name { return Array(name.utf8) }
    return nameBase64.flatMap { Data(base64Encoded: $0) }.map(Array.init) ?? []
  }

  package var displayName: String { SourceFile.displayable(nameBytes) }
}
