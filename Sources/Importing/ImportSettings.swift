import FileInput
import Foundation
import Pipeline
import RecordLayouts

/// What an import is asked for: the integration in the terms of the job (spec 2.1).
package struct ImportSettings: Sendable {
  package var sourceDirectory: String
  /// Which of its files are read (spec 7.1).
  package var files = FileSelection.standard
  package var registry: RegistrySource
  package var dataDirectory: String
  package var layout: RecordLayout
  /// Of cycles, bands and output, an IANA name.
  package var timeZone = "America/Sao_Paulo"
  package var activeLinesOnly = true
  /// Whether each call is an additional service of its own, in cycles that begin from now on.
  package var isPerCall = false
  package var deletesFiles = false
  /// Since a file's last change, before it may be deleted.
  package var deleteAfterHours = 24
  /// Younger gzip files may still be being written.
  package var settleSeconds = 60
  /// At least 1.
  package var workers = 1
  package var memory = MemoryBudget.standard
  /// Bytes of a file one worker reads at a time; results do not depend on it.
  package var chunkSizeBytes = RateOptions.standardChunkSizeBytes
  package var shardSizeBytes = RateOptions.standardShardSizeBytes
  /// Looks at what is recorded: alerts.
  package var watch: (any RecordingWatch)?
  /// The clock: nothing else in the job asks what time it is.
  package var now: @Sendable () -> Date = { Date() }
  /// Called as each step is reached: tests end the process there.
  package var onStep: @Sendable (ImportStep) throws -> Void = { _ in }

  package init(sourceDirectory: String, registry: RegistrySource, dataDirectory: String, layout: RecordLayout) {
    self.sourceDirectory = sourceDirectory
    self.registry = registry
    self.dataDirectory = dataDirectory
    self.layout = layout
  }

  /// A last row with no line end may be half written until the file is that old (spec 4.2).
  var openRowSeconds: Int { 60 * settleSeconds }
}

/// The steps of a run, each a place where a crash must leave nothing wrong (spec 4.2).
package enum ImportStep: String, CaseIterable, Sendable {
  case locked, cleaned, listed, scanned, fed, rated
  case segmentWritten = "segment-written"
  case segmentNamed = "segment-named"
  case beforeCommit = "before-commit"
  case committed
  case compacting, compacted
  case segmentsRemoved = "segments-removed"
  case fileSetAside = "file-set-aside"
  case fileDeleted = "file-deleted"
  case done
}

/// A step's hook ended the run.
package struct Stopped: Error, CustomStringConvertible {
  package let step: ImportStep
  package init(_ step: ImportStep) { self.step = step }
  package var description: String { "stopped at \(step.rawValue)" }
}
