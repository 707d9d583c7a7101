import CallModel

/// Which of its two versions the platform is of (spec 6.3).
package enum PlatformMode: String, CaseIterable, Sendable {
  /// Categories and licences are tables of our own.
  case stable
  /// The platform lists partitions, their categories, plans and licences.
  case beta
}

/// What the registers must satisfy beyond what rating asks of them (spec 6.2, 6.3).
///
/// Stable: what lines and partitions name as a category is in categories.csv, as a licence in licences.csv. Beta: these
/// two tables are ignored, and what is named must be in the platform's lists, as far as they were ever fetched.
package struct RegistryRules: Sendable {
  /// Nil: there is no platform, and only the forms of what is entered are checked.
  package var mode: PlatformMode?
  /// Raised when a rule of the registers becomes stricter, so that sound ones are looked at as a whole once more.
  package static let revision = 2
  /// Of the platform, in beta mode.
  package var lists: PlatformLists
  /// Rows of lines that ended before it are not held to the rules: the platform has forgotten them. Nil: all are.
  package var today: CivilDate?

  package init(mode: PlatformMode?, lists: PlatformLists = PlatformLists(), today: CivilDate? = nil) {
    self.mode = mode
    self.lists = lists
    self.today = today
  }
}

/// Codes that the platform listed last; nil where it was never asked.
package struct PlatformLists: Equatable, Sendable {
  package var partitions: Set<String>?
  /// By partition; none for a partition whose categories were never asked for.
  package var categories: [String: Set<String>]
  package var plans: Set<String>?
  package var licences: Set<String>?

  package init(
    partitions: Set<String>? = nil, categories: [String: Set<String>] = [:], plans: Set<String>? = nil,
    licences: Set<String>? = nil
  ) {
    self.partitions = partitions
    self.categories = categories
    self.plans = plans
    self.licences = licences
  }
}
