import Listing

/// The columns of the console's users: `users list`, and the console's page.
package enum UserListing {
  package static let columns = Listing<ConsoleUser>([
    ListingColumn("name", "name") { .text($0.name) },
    ListingColumn("role", "role") { .text($0.role.rawValue) },
    ListingColumn("created_at", "created") { .moment($0.createdAt) },
    ListingColumn("changed_at", "changed") { .moment($0.changedAt) },
    ListingColumn("sessions", "sessions") { .integer($0.sessions) },
  ])
}
