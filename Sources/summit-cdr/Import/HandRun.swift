import Importing
import Integration
import Ledger
import Pipeline

/// A run of the import job that a command asks for by hand, and what it says at the end.
struct HandRun {
  let integration: Integration
  let request: ImportRequest
  let resources: RunResources
  let isQuiet: Bool

  init(_ integration: Integration, _ request: ImportRequest, _ resources: RunResources, isQuiet: Bool = true) {
    self.integration = integration
    self.request = request
    self.resources = resources
    self.isQuiet = isQuiet
  }

  func report(isDryRun: Bool = false) throws -> ImportReport {
    guard integration.directory.exists else { throw Ledger.none(integration.directory) }
    let progress = ProgressCounter()
    var job = ImportJob(settings: resources.settings(of: integration), request: request, progress: progress)
    return try ProgressBar.show(progress, isQuiet: isQuiet) { try job.run(isDryRun: isDryRun) }
  }
}
