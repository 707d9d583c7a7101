import FileInput
import Foundation

/// What was chosen of each step: the only thing that says so. What it does not name is rubbish (spec 10.1).
package struct Manifest: Codable, Equatable, Sendable {
  /// A run file that was chosen.
  package struct Chosen: Codable, Equatable, Sendable {
    /// Of a map: the task; of the others, the number among the tasks here.
    package var task: Int
    package var path: String
    package var bytes: Int
    package var digest: String
  }

  /// Buckets, or files, that one process takes: the first and how many.
  package struct Share: Codable, Equatable, Sendable {
    package var first: Int
    package var count: Int

    package init(first: Int, count: Int) { (self.first, self.count) = (first, count) }

    /// `12-19`, or `12`.
    package init?(text: String) {
      let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first >= 0,
        first <= last
      else { return nil }
      self.init(first: first, count: last - first + 1)
    }

    package var range: Range<Int> { first..<(first + count) }
    /// `12-19`, as `--buckets` takes it.
    package var text: String { count == 1 ? "\(first)" : "\(first)-\(first + count - 1)" }
  }

  /// A file that failed as a whole.
  package struct FailedFile: Codable, Equatable, Sendable {
    package var file: Int
    package var failure: String
  }

  package var form = Manifest.currentForm
  /// Where the plan is, and its digest.
  package var planPath: String
  package var plan: String
  /// One a map task, in their order.
  package var runs: [Chosen]
  /// Of the digests of `runs`: what is made from these is not to be taken for what is made from others.
  package var inputs: String
  package var failedFiles: [FailedFile]
  /// Who reduces which buckets.
  package var reduces: [Share]
  /// One a reduce, in their order; nil until they are done.
  package var parts: [Chosen]?
  /// Who reads losing versions of which files again: numbers of files, ascending.
  package var rereads: [[Int]]?
  /// One each of these; nil until they are done.
  package var losers: [Chosen]?

  package static let currentForm = 1

  package var inputsDigest: ContentDigest { ContentDigest(inputs) ?? ContentDigest(high: 0, low: 0) }

  static func inputs(of runs: [Chosen]) -> String {
    let text = runs.map { "\($0.task) \($0.digest)\n" }.joined()
    return Array(text.utf8).withUnsafeBytes { ContentDigest.of($0) }.description
  }

  /// All run files that it names.
  package var paths: Set<String> { Set((runs + (parts ?? []) + (losers ?? [])).map(\.path)) }

  func write(to path: String) throws(SpreadFailure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let bytes: [UInt8]
    do { bytes = [UInt8](try encoder.encode(self)) + [10] } catch {
      throw SpreadFailure(.bug, "the manifest cannot be encoded: \(error)")
    }
    try WorkFile.write(bytes, to: path)
  }

  package static func load(_ path: String) throws(SpreadFailure) -> Manifest {
    let bytes = try WorkFile.read(path)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      let manifest = try decoder.decode(Manifest.self, from: Data(bytes))
      if manifest.form == currentForm { return manifest }
    } catch {
      throw SpreadFailure(.damaged, "\(path): expected a manifest, found something else (\(error))")
    }
    throw SpreadFailure(.differs, "\(path): expected form \(currentForm), found another: plan again with this program")
  }
}

/// A run file as the one who ran a task says that it is: the result line of a step, of which the rest does not matter.
package struct ChosenFile: Codable, Equatable, Sendable {
  package var output: String
  package var bytes: Int
  package var digest: String

  package init(output: String, bytes: Int, digest: String) {
    (self.output, self.bytes, self.digest) = (output, bytes, digest)
  }

  package init(_ run: RunFile) {
    self.init(output: run.path, bytes: run.sizeBytes, digest: run.digest.description)
  }

  /// Reads a file of them: a JSON array.
  package static func load(_ path: String) throws(SpreadFailure) -> [ChosenFile] {
    let bytes = try WorkFile.read(path)
    do {
      return try JSONDecoder().decode([ChosenFile].self, from: Data(bytes)).map {
        ChosenFile(output: WorkFile.absolute($0.output), bytes: $0.bytes, digest: $0.digest)
      }
    } catch {
      throw SpreadFailure(.usage, "\(path): expected a JSON array of result lines, found something else (\(error))")
    }
  }

  /// Opens it and checks that it is what was said.
  ///
  /// - Throws: `.damaged` if it is not, with `task` if it is known.
  func open(_ kind: RunKind, plan: ContentDigest, inputs: ContentDigest?) throws(SpreadFailure) -> RunFile {
    let run = try RunFile(path: output)
    try run.check(kind: kind, plan: plan, inputs: inputs, first: nil)
    guard run.sizeBytes == bytes, run.digest.description == digest else { throw run.damaged() }
    return run
  }
}
