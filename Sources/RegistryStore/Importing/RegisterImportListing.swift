import Listing
import Registry

/// What an import of tables did to each: `registry import`.
package enum RegisterImportListing {
  package static let columns = Listing<RegisterImportCounts>([
    ListingColumn("table", "table") { .text($0.table.name) },
    ListingColumn("added", "added") { .integer($0.added) },
    ListingColumn("changed", "changed") { .integer($0.changed) },
    ListingColumn("ended", "ended") { .integer($0.ended) },
    ListingColumn("removed", "removed") { .integer($0.removed) },
    ListingColumn("kept", "kept", hidesIfEmpty: true) { .integer($0.kept) },
    ListingColumn("unchanged", "unchanged") { .integer($0.unchanged) },
  ])
}
