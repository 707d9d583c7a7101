import Foundation
import ReferenceRating
import RunSupport

/// A run to be disturbed: what the site is before it, and what an undisturbed run makes of it.
struct Stage {
  let name: String
  let site: ImportSite
  let expected: LedgerState
  /// Operations of an undisturbed run.
  let changes: [Operation]
  let readings: [Operation]

  /// First import, second with files that grew and late calls over leavings of a run that crashed, then a change of the
  /// registry alone.
  static func all(deletesFiles: Bool) throws -> [Stage] {
    let site = try ImportSite(deletesFiles: deletesFiles)
    var provider = SmallProvider(seed: 11)
    let first = provider.file(day: 3)
    try site.deliver("day-3.csv", first)
    try site.deliver("day-4.csv.gz", try RunHarness.gzip(provider.file(day: 4)))
    // Half a row, too young to be taken for a whole one, and too young to be deleted.
    try site.deliver("day-5.csv", Array(provider.file(day: 5).dropLast(30)), hoursAgo: 0.5)
    try site.deliver("broken.csv.gz", Array(try RunHarness.gzip(provider.file(day: 6)).dropLast(9)))
    var stages = [try Stage("first import", site)]
    _ = try site.run()
    try site.deliver("day-3.csv", first + provider.file(day: 3).dropFirst(SmallProvider.header.utf8.count))
    try site.deliver("day-2.csv", provider.file(day: 2))
    try site.deliver("copy-of-day-3.csv", first)
    try site.write("data/records/segment-00000002.csv", Array("leavings".utf8))
    try site.write("data/records/.summit-cdr-1-segment-00000002.csv.partial", Array("leavings".utf8))
    stages.append(try Stage("late and grown files", site))
    _ = try site.run()
    var registry = SmallProvider.registry
    registry["rates.csv"]? += "P1,special,0.01,\n"
    registry["allowances.csv"] = "plan,name,kind,amount,zones\nP1,min,minutes,20,local vc1\nP2,val,value,0.50,*\n"
    try site.write(registry: registry)
    stages.append(try Stage("another registry", site))
    return stages
  }

  private init(_ name: String, _ site: ImportSite) throws {
    self.name = name
    self.site = try site.copy()
    let calm = try site.copy()
    changes = try Self.operations(calm, .change)
    expected = try calm.state()
    readings = try Self.operations(try site.copy(), .read)
  }

  private static func operations(_ site: ImportSite, _ ofClass: Disturbance.Class) throws -> [Operation] {
    _ = try site.run(Disturbance.environment(site, nil, ofClass: ofClass, hasData: true))
    return try Operation.log(site)
  }

  /// Disturbs a run and makes another: what is wrong then, if anything.
  func fault(_ disturbance: Disturbance) throws -> String? {
    let site = try self.site.copy()
    let disturbed = try site.run(Disturbance.environment(site, disturbance))
    if let fault = fault(of: disturbed, disturbance) { return "\(name), \(disturbance): \(fault)" }
    if disturbed.exitCode == 0 || disturbed.exitCode == 1,
      let difference = try site.state().whatIsRecorded().difference(from: expected.whatIsRecorded())
    {
      return "\(name), \(disturbance): done with work undone: \(difference)"
    }
    let next = try site.run()
    // A file of these is broken, so that no run is without a failure, or a word on an earlier one.
    guard next.exitCode.map({ 0...2 ~= $0 }) == true, !next.errors.contains("Fatal error") else {
      return "\(name), \(disturbance): the run after it: \(next)"
    }
    let state = try site.state()
    let difference =
      disturbance.ofClass == .read
      ? state.whateverTheOrder().difference(from: expected.whateverTheOrder()) : state.difference(from: expected)
    return difference.map { "\(name), \(disturbance), \(disturbed): then \($0)" }
  }

  /// A run that was disturbed ends as it was made to, or with a message and the right code.
  private func fault(of result: ImportSite.Result, _ disturbance: Disturbance) -> String? {
    if disturbance.kind.kills { return result.signal == SIGKILL || result.exitCode != nil ? nil : "\(result)" }
    guard let code = result.exitCode else { return "ended by a signal: \(result)" }
    guard 0...2 ~= code else { return "\(result)" }
    if code == 2, !(result.errors.contains("error: ") && result.errors.contains(": expected ")) {
      return "an unclear message: \(result)"
    }
    return result.errors.contains("Fatal error") ? "\(result)" : nil
  }
}
