import Listing
import Platform

/// The columns of differences between registers and platform: `platform compare`.
package enum DifferenceListing {
  package static let columns = Listing<PlatformDifference>([
    ListingColumn("name", "line", in: .table) { .text($0.line ?? "(unknown)") },
    ListingColumn("line", "line", in: .json) { .optional($0.line) },
    ListingColumn("number", "number") { .text($0.number) },
    ListingColumn("terminal", "terminal") { .optional($0.terminal) },
    ListingColumn("kind", "difference") { .text($0.kind.rawValue) },
    ListingColumn("registers", "registers") { .optional($0.registers) },
    ListingColumn("platform", "platform") { .optional($0.platform) },
    ListingColumn("wishes", "wishes", in: .table, hidesIfEmpty: true) {
      .text($0.isRefused ? "refused" : $0.isPending ? "under way" : "")
    },
    ListingColumn("pending", "pending", in: .json) { .flag($0.isPending) },
    ListingColumn("refused", "refused", in: .json) { .flag($0.isRefused) },
  ])
}

/// The columns of what the platform listed: `platform list`, `platform refresh --json`.
package enum CatalogueListing {
  package static let columns = Listing<PlatformCatalogue.Entry>([
    ListingColumn("list", "list", in: .json) { .text($0.list.rawValue) },
    ListingColumn("partition", "partition") { $0.list == .categories ? .text($0.partition) : .none },
    ListingColumn("code", "code") { .text($0.item.code) },
    ListingColumn("description", "description") { .text($0.item.description) },
  ])

  /// Of lists that do not belong to a partition.
  package static let withoutPartition = columns.without(["partition"])
}
