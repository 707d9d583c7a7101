import CallModel
import FileInput
import Foundation
import Pipeline
import RecordLayouts
import Registry

/// What `spread plan` is asked for.
package struct PlanRequest: Sendable {
  package var registry: String
  package var source: String
  package var files = FileSelection.standard
  package var layout: RecordLayout
  package var timeZone = "America/Sao_Paulo"
  package var activeLinesOnly = true
  package var compress = false
  /// About how many tasks; nil: as many as the files are worth.
  package var tasks: Int?
  /// Buckets of lines; nil: as many as `rate` has shards.
  package var buckets: Int?
  /// Names of files that are not read and count as failed.
  package var without: Set<String> = []
  package var chunkSizeBytes = RateOptions.standardChunkSizeBytes
  /// Plain files are cut into tasks at multiples of it; at least 1.
  package var blockSizeBytes = ContentDigest.blockSizeBytes

  package init(registry: String, source: String, layout: RecordLayout) {
    self.registry = registry
    self.source = source
    self.layout = layout
  }
}

extension PlanRequest {
  /// Looks at registry and files, and writes the plan into a folder that has none.
  package func plan(into work: WorkFolder) throws(SpreadFailure) -> SpreadPlan.Loaded {
    let plan = try make()
    let bytes: [UInt8]
    do { bytes = try plan.json() } catch { throw SpreadFailure(.bug, "the plan cannot be encoded: \(error)") }
    try work.prepare()
    try WorkFile.write(bytes, to: work.planPath)
    return try SpreadPlan.load(work.planPath)
  }

  /// Checks that other processes, which have the layout from the plan, read rows by the same.
  private func checkLayout() throws(SpreadFailure) {
    let read: RecordLayout
    do throws(Problems) { read = try RecordLayout(yaml: layout.yaml, source: layout.name) } catch {
      throw SpreadFailure(.unusable, error.description)
    }
    guard read == layout else {
      throw SpreadFailure(.bug, "internal error: layout \(layout.name) reads back as another. Please report this.")
    }
  }

  private func make() throws(SpreadFailure) -> SpreadPlan {
    try checkLayout()
    let startedMilliseconds = Int64(Date().timeIntervalSince1970 * 1000)
    let (tables, registryDigest) = try PlannedRegistry.read(registry)
    let directory: SourceDirectory
    let listing: SourceDirectory.Listing
    do throws(FileFailure) {
      directory = try SourceDirectory(path: source)
      listing = try directory.listing(files)
    } catch {
      throw SpreadFailure(.unusable, error.description)
    }
    let files = try planned(listing.files, in: directory)
    var options = RateOptions(sourceDirectory: source, outputDirectory: "", timeZone: timeZone)
    options.activeLinesOnly = activeLinesOnly
    let wanted = buckets ?? StageSetup.usualBuckets(tables, listing.files, options: options)
    let setup: StageSetup
    do throws(RateFailure) {
      setup = try StageSetup(options: options, layout: layout, registry: tables, buckets: wanted)
    } catch {
      throw SpreadFailure(error)
    }
    let sources = files.map { file in
      file.failure == nil
        ? TaskCutter.Source(
          sizeBytes: file.sizeBytes, isGzip: file.gzip, isWhole: file.gzip || layout.isMultiline) : nil
    }
    return SpreadPlan(
      startedMilliseconds: startedMilliseconds, program: try RunningProgram.plan(),
      registry: SpreadPlan.Registry(directory: WorkFile.absolute(registry), digest: registryDigest.description),
      source: WorkFile.absolute(source), layout: SpreadPlan.Layout(name: layout.name, yaml: layout.yaml),
      zones: SpreadPlan.Zones(timeZone: timeZone, digest: PlannedZones.digest(setup).description),
      options: SpreadPlan.Options(
        activeLinesOnly: activeLinesOnly, compress: compress, chunkSizeBytes: chunkSizeBytes),
      buckets: SpreadPlan.Buckets(
        wanted: wanted, firstGroups: setup.firstGroups, hasMigrants: setup.hasMigrants),
      leftOutFiles: listing.leftOut, files: files,
      tasks: TaskCutter.cut(sources, count: tasks, blockBytes: Int64(blockSizeBytes)))
  }

  private func planned(_ files: [SourceFile], in directory: SourceDirectory) throws(SpreadFailure) -> [PlanFile] {
    var planned: [PlanFile] = []
    var left = without
    for file in files {
      if left.remove(file.displayName) != nil {
        var entry = PlanFile(file, gzip: false)
        entry.failure = "\(file.displayName): left out by --without"
        planned.append(entry)
        continue
      }
      do throws(FileFailure) {
        planned.append(PlanFile(file, gzip: try OpenFile(directory: directory, asListed: file).isGzip()))
      } catch {
        throw SpreadFailure(source: error, file: file.displayName)
      }
    }
    if let name = left.min() {
      throw SpreadFailure(.usage, "--without: expected a file of \(source), found '\(name)', which is none")
    }
    return planned
  }
}
