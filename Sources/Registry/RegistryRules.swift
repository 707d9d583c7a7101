/// Which of its two versions the platform is of (spec 6.3).
package enum PlatformMode: String, CaseIterable, Sendable {
  /// Categories and licences are tables of our own.
  case stable
  /// The platform lists partitions, their categories, plans and licences.
  case beta
}
