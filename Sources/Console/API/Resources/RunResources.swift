import CallModel
import FileInput
import Foundation
import Importing
import Integration
import Ledger
import Pipeline
import Statements

/// Runs and the files they read; a run that is begun here, and how far it is.
enum RunResources {
  static let routes: [APIRoute] = [
    .read(
      "integrations/{integration}/runs", "listRuns", "Runs that were recorded, the last first.", query: APICall.paging,
      .json(.page(runs.schema)), list),
    .write(
      .post, "integrations/{integration}/runs", "startImport",
      "Begins an import of what is new; how far it is: the operation getJob.", needs: .runImports,
      body: [APIField("dry_run", .flag, "Only what it would do.")], status: 202, .json(job), start),
    .read(
      "integrations/{integration}/runs/{run}", "getRun", "One run, with the report it ended with.",
      .json(
        .object(
          runs.columns.map(\.field) + [
            APIField("report", APISchema(["type": "object"]).orNull, isRequired: true, "As `import --json` prints it.")
          ])), get),
    .write(
      .post, "integrations/{integration}/runs/{run}/undo", "undoRun",
      "Takes what came with a run out of what is delivered.", needs: .runImports,
      body: [
        APIField("includes_later", .flag, "Also what later runs read behind its files."), APIField("dry_run", .flag),
      ], status: 202, .json(job)
    ) { call in
      let run = try known(call)
      let request = UndoRequest(run: run.id, includesLater: call.isSet("includes_later"), user: call.author.name)
      return try begin(.undo(request), "Desfazimento da execução \(run.id)", call)
    },
    .write(
      .post, "integrations/{integration}/runs/{run}/restore", "restoreRun", "Brings an undone run back.",
      needs: .runImports,
      body: [APIField("includes_later", .flag), APIField("dry_run", .flag)], status: 202, .json(job)
    ) { call in
      let run = try known(call)
      let request = UndoRequest(run: run.id, includesLater: call.isSet("includes_later"), user: call.author.name)
      return try begin(.restore(request), "Restauração da execução \(run.id)", call)
    },
    .read(
      "integrations/{integration}/job", "getJob",
      "The last run that was begun on a page or here since the server began, and how far it is.", .json(job)
    ) { call in
      guard let job = call.core.imports.job(of: try call.site().number) else {
        throw APIFailure.notFound("a run that was begun here")
      }
      return try answer(job, status: 200)
    },
    .read(
      "integrations/{integration}/files", "listFiles", "Readings of source files, the last first.",
      query: [
        APIField("name", .line(), "With * for any text."),
        APIField("state", .choice(FileRow.State.allCases.map(\.rawValue))),
        APIField("run", .number(1...Int64(1) << 53)),
      ] + APICall.paging, .json(.page(files.schema)), listFiles),
    .write(
      .post, "integrations/{integration}/files/release", "releaseFile",
      "Ends what is told of a file, once someone has looked at it.", needs: .runImports,
      body: [APIField("name", .line(), isRequired: true)], .nothing, release),
  ]

  static let runs = APIList<RunRow>(
    [
      APIColumn("run", .integer) { .integer($0.id) }, APIColumn("kind", .text) { .text($0.kind) },
      APIColumn("state", .text) { .text($0.state) }, APIColumn("started_at", .instant) { .text($0.startedAt) },
      APIColumn("ended_at", .instant) { .text($0.endedAt) }, APIColumn("files", .integer) { .count($0.files) },
      APIColumn("failed_files", .integer) { .count($0.failedFiles) }, APIColumn("read", .integer) { .count($0.read) },
    ] + outcomes { $0.outcomes })

  private static let files = APIList<FileRow>(
    [
      APIColumn("reading", .integer) { .integer($0.id) }, APIColumn("run", .integer) { .integer($0.run) },
      APIColumn("name", .text) { .text($0.displayName) },
      APIColumn("state", .choice(FileRow.State.allCases.map(\.rawValue))) { .text($0.state.rawValue) },
      APIColumn("size_bytes", .integer) { .integer($0.identity.sizeBytes) },
      APIColumn("error", APISchema.text.orNull) { .optional($0.error) },
      APIColumn("read", .integer) { .count($0.read) },
    ] + outcomes { $0.outcomes })

  private static func outcomes<Row>(_ counts: @escaping @Sendable (Row) -> [Int]) -> [APIColumn<Row>] {
    Outcome.allCases.map { outcome in
      APIColumn(outcome.name, .integer) { .count(counts($0)[Int(outcome.rawValue)]) }
    }
  }

  private static func list(_ call: APICall) throws -> WebAnswer {
    let before = try call.after() ?? .max
    let found = try call.read { _, ledger in try ledger.runs(limit: call.rows + 1, before: before) }
    let shown = Array(found.reversed().prefix(call.rows))
    return runs.page(shown, next: found.count > call.rows ? shown.last.map { "\($0.id)" } : nil)
  }

  private static func release(_ call: APICall) throws -> WebAnswer {
    let name = call.text("name") ?? ""
    _ = try call.site().integration.withLedger(.changing) { try KnownFiles.release([name], $0, by: call.author) }
    return .nothing
  }

  private static func listFiles(_ call: APICall) throws -> WebAnswer {
    var filter = FileFilter()
    filter.state = call.text("state").flatMap { FileRow.State(rawValue: $0) }
    filter.name = call.text("name")
    filter.run = call.whole("run")
    filter.before = try call.after()
    let chosen = filter
    let found = try call.read { _, ledger in try ledger.files(chosen, limit: call.rows + 1) }
    let shown = Array(found.reversed().prefix(call.rows))
    return files.page(shown, next: found.count > call.rows ? shown.last.map { "\($0.id)" } : nil)
  }

  private static func known(_ call: APICall) throws -> RunRow {
    let id = try call.number("run")
    guard let row = try call.read({ _, ledger in try ledger.run(id) }) else { throw APIFailure.notFound("a run") }
    return row
  }

  private static func get(_ call: APICall) throws -> WebAnswer {
    let row = try known(call)
    let report = try call.read { _, ledger in try ledger.report(ofRun: row.id) }
    var members = runs.json(row).members ?? [:]
    members["report"] = report.flatMap { JSONValue.parsed(Array($0.utf8)) } ?? .null
    return .json(.object(members))
  }

  // MARK: - Jobs

  static let job = APISchema.object([
    APIField("title", .text, isRequired: true), APIField("dry_run", .flag, isRequired: true),
    APIField("by", .text, isRequired: true), APIField("began_at", .instant, isRequired: true),
    APIField("state", .choice(["running", "done", "failed"]), isRequired: true),
    APIField("files", .integer, isRequired: true, "Read so far."),
    APIField("rows", .integer, isRequired: true, "Read so far."),
    APIField("run", APISchema.integer.orNull, isRequired: true, "Its number, once it is recorded."),
    APIField("error", APISchema.text.orNull, isRequired: true),
    APIField("report", APISchema(["type": "object"]).orNull, isRequired: true),
  ])

  private static func start(_ call: APICall) throws -> WebAnswer {
    let site = try call.site()
    guard site.integration.isActive else {
      throw APIFailure(
        422, "refused", expected: "an active integration", found: "one that is not",
        remedy: "set active: true in integration.yml")
    }
    let isDryRun = call.isSet("dry_run")
    return try begin(.files(), isDryRun ? "Simulação da importação" : "Importação", call)
  }

  /// Begins a run and answers how far it is.
  static func begin(_ request: ImportRequest, _ title: Words, _ call: APICall) throws -> WebAnswer {
    let site = try call.site()
    let desk = call.core.imports
    guard desk.start(request, title, site, by: call.author.name, isDryRun: call.isSet("dry_run")),
      let job = desk.job(of: site.number)
    else {
      throw APIFailure(
        409, "busy", expected: "no other run on this integration", found: "one under way",
        remedy: "nothing was changed; try again when it has ended")
    }
    return try answer(job, status: 202)
  }

  private static func answer(_ job: ImportDesk.Job, status: Int) throws -> WebAnswer {
    var members: [String: JSONValue] = [
      "title": .text(say(job.title)), "dry_run": .flag(job.isDryRun), "by": .text(job.by),
      "began_at": .text(JSONValue.instant(job.beganAt)), "files": .count(job.progress.files),
      "rows": .count(job.progress.rows), "state": "running", "run": .null, "error": .null, "report": .null,
    ]
    switch job.outcome {
    case nil: break
    case .failed(let error):
      members["state"] = "failed"
      members["error"] = .text(RefusalWords.text(error))
    case .done(let report):
      members["state"] = "done"
      if report.isRecorded { members["run"] = .integer(report.run) }
      members["report"] = JSONValue.parsed(Array(try report.json().utf8)) ?? .null
    }
    return .json(.object(members), status: status)
  }
}
