import ArgumentParser
import Foundation
import Importing
import Integration
import Pipeline

/// `--workers`: threads that share the work.
struct WorkerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Worker threads (default: one a processor). Results do not depend on it.", valueName: "n"))
  var workers: Int?

  func validate() throws {
    if let workers, !(1...RateOptions.maximumWorkers).contains(workers) {
      throw ValidationError("--workers: expected 1 to \(RateOptions.maximumWorkers), found \(workers)")
    }
  }

  var count: Int { workers ?? ProcessInfo.processInfo.activeProcessorCount }
}

/// What a run on a ledger may use of the machine.
struct RunResources: ParsableArguments {
  @OptionGroup var threads: WorkerOptions

  @Option(
    help: ArgumentHelp(
      "What a run may hold in memory, such as 256MiB, the default; on small machines a quarter "
        + "of theirs. Beyond it calls wait in files without a name in the data directory.", valueName: "size"))
  var memoryLimit: ByteSize?

  func validate() throws { try memoryLimit?.checkMemory() }

  /// The import's settings within these bounds.
  func settings(of integration: Integration) -> ImportSettings {
    integration.importSettings(workers: threads.count, memory: memoryLimit?.budget)
  }
}
