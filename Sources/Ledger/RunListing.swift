import CallModel
import Listing

/// The columns of runs in lists: `runs list`, and the console's page.
package enum RunListing {
  package static let columns = Listing<RunRow>(
    [
      ListingColumn("run", "run") { .number($0.id) },
      ListingColumn("started_at", "started") { .moment($0.startedAt) },
      ListingColumn("kind", "what") { .text($0.kind) },
      ListingColumn("state", "state") { .text($0.state) },
      ListingColumn("files", "files") { .integer($0.files) },
      ListingColumn("failed_files", "failed", hidesIfEmpty: true) { .integer($0.failedFiles) },
      ListingColumn("read", "read") { .integer($0.read) },
    ] + OutcomeColumns.all { $0.outcomes } + [
      ListingColumn("ended_at", "ended", in: .json) { .moment($0.endedAt) },
      ListingColumn("version", "version", in: .json) { .text($0.version) },
      ListingColumn("registry_version", "registry", in: .json) { .optionalNumber($0.registry) },
    ])
}

/// How many rows have each outcome.
enum OutcomeColumns {
  /// - Parameter counts: of a row of the list, by `Outcome.rawValue`.
  static func all<Row>(
    in places: Set<ListingPlace> = .everywhere, _ counts: @escaping @Sendable (Row) -> [Int]
  ) -> [ListingColumn<Row>] {
    Outcome.allCases.map { outcome in
      ListingColumn(outcome.name, outcome.name, in: places, hidesIfEmpty: true) {
        .integer(counts($0)[Int(outcome.rawValue)])
      }
    }
  }
}
