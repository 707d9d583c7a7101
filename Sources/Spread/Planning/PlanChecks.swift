import CallModel
import FileInput
import Foundation
import Pipeline
import RecordLayouts
import Registry

/// The registry that a plan means, known by the bytes of its tables.
enum PlannedRegistry {
  /// Reads it once: what is loaded is what was digested.
  static func read(_ directory: String) throws(SpreadFailure) -> (Registry, ContentDigest) {
    do throws(Problems) {
      let bytes = try RegistryLoader.bytes(directory: directory)
      return (Registry(try RegistryLoader.load(tables: bytes)), digest(bytes))
    } catch {
      throw SpreadFailure(.unusable, error.description)
    }
  }

  /// The registry of a plan that is already under way.
  ///
  /// - Throws: `.inputOutput` if it cannot be read here, `.differs` if it is another.
  static func read(_ planned: SpreadPlan.Registry) throws(SpreadFailure) -> Registry {
    let bytes: [String: [UInt8]]
    do throws(Problems) {
      bytes = try RegistryLoader.bytes(directory: planned.directory)
    } catch {
      throw SpreadFailure(.inputOutput, error.description)
    }
    let found = digest(bytes)
    guard found.description == planned.digest else {
      throw SpreadFailure(
        .differs,
        "\(planned.directory): expected the registry of the plan (\(planned.digest)), found another (\(found)): give all "
          + "machines the same, or plan again")
    }
    do throws(Problems) {
      return Registry(try RegistryLoader.load(tables: bytes))
    } catch {
      throw SpreadFailure(.differs, error.description)
    }
  }

  private static func digest(_ tables: [String: [UInt8]]) -> ContentDigest {
    let digester = Digester()
    for (name, bytes) in tables.sorted(by: { $0.key < $1.key }) {
      Array("\(name)\u{0}\(bytes.count)\u{0}".utf8).withUnsafeBytes { digester.update($0) }
      bytes.withUnsafeBytes { digester.update($0) }
    }
    return digester.finalize()
  }
}

/// The rules of the time zones that a plan means.
enum PlannedZones {
  static func digest(_ setup: StageSetup) -> ContentDigest {
    var bytes: [UInt8] = []
    for zone in [setup.zone, setup.layoutZone] { bytes += Array(zone.identifier.utf8) + [0] + zone.rulesBytes }
    return bytes.withUnsafeBytes { ContentDigest.of($0) }
  }
}

/// The program itself, known by the bytes of its file: what passes between processes is as they have it in memory.
enum RunningProgram {
  static func plan() throws(SpreadFailure) -> SpreadPlan.Program {
    SpreadPlan.Program(
      version: productVersion, digest: try digest.get().description, recordHeadBytes: StageSetup.recordHeadBytes)
  }

  private static let digest: Result<ContentDigest, SpreadFailure> = {
    guard let file = FileHandle(forReadingAtPath: "/proc/self/exe") else {
      return .failure(SpreadFailure(.inputOutput, "/proc/self/exe: expected to read the program, found no way to"))
    }
    let digester = Digester()
    do {
      while let piece = try file.read(upToCount: 4 << 20), !piece.isEmpty {
        piece.withUnsafeBytes { digester.update($0) }
      }
    } catch {
      return .failure(SpreadFailure(.inputOutput, "/proc/self/exe: \(error)"))
    }
    return .success(digester.finalize())
  }()
}

/// A plan with the program and the layout that are its own; registry and time zones are looked at by the steps that need
/// them.
package final class SpreadContext: Sendable {
  package let loaded: SpreadPlan.Loaded
  let layout: RecordLayout
  let options: RateOptions

  package var plan: SpreadPlan { loaded.plan }
  package var digest: ContentDigest { loaded.digest }
  var bucketCount: Int { plan.buckets.firstGroups.count }

  /// - Parameters:
  ///   - scratch: where calls wait that memory has no room for.
  ///   - memory: nil: the usual.
  /// - Throws: `.differs` if program or layout are others.
  package init(_ loaded: SpreadPlan.Loaded, scratch: String, memory: MemoryBudget?) throws(SpreadFailure) {
    self.loaded = loaded
    let plan = loaded.plan
    let program = try RunningProgram.plan()
    guard program == plan.program else {
      throw SpreadFailure(
        .differs,
        "expected the program that planned (\(plan.program.version), \(plan.program.digest)), found another "
          + "(\(program.version), \(program.digest)): install the same on all machines")
    }
    layout = try Self.layout(plan.layout)
    var options = RateOptions(
      registryDirectory: plan.registry.directory, sourceDirectory: plan.source, outputDirectory: scratch,
      timeZone: plan.zones.timeZone)
    options.activeLinesOnly = plan.options.activeLinesOnly
    options.compress = plan.options.compress
    options.chunkSizeBytes = plan.options.chunkSizeBytes
    options.memory = memory ?? .standard
    self.options = options
  }

  /// What the stages take: the registry and the time zones of this machine.
  ///
  /// - Throws: `.differs` if they are not those of the plan, `.inputOutput` if the registry cannot be read here.
  func setup() throws(SpreadFailure) -> StageSetup {
    let registry = try PlannedRegistry.read(plan.registry)
    let setup: StageSetup
    do throws(RateFailure) {
      setup = try StageSetup(options: options, layout: layout, registry: registry, buckets: plan.buckets.wanted)
    } catch {
      throw SpreadFailure(.differs, error.description)
    }
    guard PlannedZones.digest(setup).description == plan.zones.digest else {
      throw SpreadFailure(
        .differs,
        "time zones: expected the rules that the plan was made with, found others "
          + "(\(SystemZones.current.description(of: [plan.zones.timeZone, layout.timeZone]))): install one tzdata on all "
          + "machines, or set TZDIR")
    }
    guard setup.firstGroups == plan.buckets.firstGroups, setup.hasMigrants == plan.buckets.hasMigrants else {
      throw SpreadFailure(.bug, "internal error: the same registry gives other buckets. Please report this.")
    }
    return setup
  }

  private static func layout(_ planned: SpreadPlan.Layout) throws(SpreadFailure) -> RecordLayout {
    do throws(Problems) {
      let layout = try RecordLayout(yaml: planned.yaml, source: planned.name)
      if layout.yaml == planned.yaml { return layout }
    } catch {
      throw SpreadFailure(.differs, error.description)
    }
    throw SpreadFailure(.differs, "layout \(planned.name): expected to read it as it was planned, found another")
  }

  /// The names of the plan's files, as shown.
  var fileNames: [String] { plan.files.map(\.displayName) }
}
