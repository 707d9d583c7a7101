import CallModel
import FileInput
import Foundation
import Output
import RecordLayouts
import Registry

/// Why a run came to nothing; the results of an earlier one are unchanged.
package enum RateFailure: Error, CustomStringConvertible {
  case registry(Problems)
  case source(FileFailure)
  case output(OutputFailure)
  case timeZone(String)
  /// A row was lost or counted twice: a fault of the program (I1).
  case notConserved(String)

  package var description: String {
    switch self {
    case .registry(let faults): faults.description
    case .source(let failure): failure.description
    case .output(let failure): failure.description
    case .timeZone(let name):
      "time zone: expected \(SystemZones.expectation), found '\(name)'"
    case .notConserved(let detail):
      "internal error: rows were lost or counted twice (\(detail)); nothing was written. Please report this."
    }
  }
}

/// The batch job: a registry and a directory of CDR files to the four files of spec 2.5.
///
/// Two stages with a regrouping between them. In the first, workers take pieces of files and turn rows into calls, by
/// shard; in the second they take shards and put calls in order, drop repeats, rate and write. Nothing is
/// shared while they run but queues, locked once a piece.
package struct RateJob: Sendable {
  private let options: RateOptions
  private let layout: RecordLayout
  private let progress: ProgressCounter

  package init(options: RateOptions, layout: RecordLayout, progress: ProgressCounter = ProgressCounter()) {
    self.options = options
    self.layout = layout
    self.progress = progress
  }

  /// Runs the job on `options.workers` threads and returns when the results have their names.
  package func run() throws(RateFailure) -> RateResult {
    var clock = RunClock()
    progress.begin(.loading)
    guard let zone = TimeZoneRules(identifier: options.timeZone) else { throw .timeZone(options.timeZone) }
    guard let layoutZone = TimeZoneRules(identifier: layout.timeZone) else { throw .timeZone(layout.timeZone) }
    let registry = try loadRegistry()
    let (directory, listing) = try listSources()
    do throws(OutputFailure) {
      try OutputDirectory.prepare(options.outputDirectory)
    } catch {
      throw .output(error)
    }
    let shards = ShardPlan(
      registry, sourceBytes: Self.plainBytes(listing.files), shardSizeBytes: options.shardSizeBytes,
      hasLooseCalls: layout.isByRegistry)
    clock.finish(.registry)
    // A file that changes while its rows are in use fails as a whole, and the others are rated without it.
    var failures: [Int: String] = [:]
    while true {
      let context = ScanContext(
        options: options, layout: layout, layoutZone: layoutZone, registry: registry, zone: zone,
        directory: directory, sources: SourceFiles(listing.files, leftOut: listing.leftOut, failures: failures),
        shards: shards,
        progress: progress)
      do throws(RateAttempt.Failure) {
        var attempt = RateAttempt(context: context, clock: clock)
        let result = try attempt.run()
        progress.begin(.done)
        return result
      } catch {
        switch error {
        case .run(let failure): throw failure
        case .sourceChanged(let change): failures[change.file] = change.failure.description
        }
      }
    }
  }

  /// About how many bytes the files hold, inflated: CDRs shrink to a fifth or so.
  static func plainBytes(_ files: [SourceFile]) -> Int64 {
    files.reduce(0) { $0 + $1.identity.sizeBytes * ($1.displayName.hasSuffix(".gz") ? 5 : 1) }
  }

  private func loadRegistry() throws(RateFailure) -> Registry {
    do throws(Problems) {
      return Registry(try RegistryLoader.load(directory: options.registryDirectory))
    } catch {
      throw .registry(error)
    }
  }

  private func listSources() throws(RateFailure) -> (SourceDirectory, SourceDirectory.Listing) {
    do throws(FileFailure) {
      let directory = try SourceDirectory(path: options.sourceDirectory)
      return (directory, try directory.listing(options.files))
    } catch {
      throw .source(error)
    }
  }
}
