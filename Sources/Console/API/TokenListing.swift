import Foundation
import Listing

/// The columns of the programs' tokens: `tokens list`, and the console's page.
package enum TokenListing {
  package static let columns = Listing<APIToken>([
    ListingColumn("id", "id") { .number($0.id) },
    ListingColumn("name", "name") { .text($0.name) },
    ListingColumn("user", "user") { .text($0.user) },
    ListingColumn("scope", "scope") { .text($0.scope.rawValue) },
    ListingColumn("created_at", "created") { .moment(instant($0.createdAt)) },
    ListingColumn("expires_at", "expires", in: .data) { .moment(instant($0.expiresAt)) },
    ListingColumn("expires", "expires", in: .table) { .text(isExpired($0) ? "expired" : instant($0.expiresAt)) },
    ListingColumn("used_at", "used", in: .data) { $0.usedAt.map { .moment(instant($0)) } ?? .none },
    ListingColumn("used", "used", in: .table) { .text($0.usedAt.map(instant) ?? "never") },
    ListingColumn("expired", "expired", in: .data) { .flag(isExpired($0)) },
  ])

  static let page = columns.page(
    [
      ("name", "Programa"), ("user", "Usuário"), ("scope", "Papel"), ("created_at", "Criado"),
      ("expires_at", "Vale até"), ("used_at", "Último uso"),
    ],
    words: [
      "scope": { .text($0.scope.title) }, "created_at": { .instant($0.createdAt) },
      "expires_at": { .instant($0.expiresAt) }, "used_at": { $0.usedAt.map(ListingValue.instant) ?? .none },
    ])

  private static func isExpired(_ token: APIToken) -> Bool {
    Double(token.expiresAt) <= Date().timeIntervalSince1970
  }

  private static func instant(_ seconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(seconds)).formatted(Date.ISO8601FormatStyle())
  }
}
