import FileInput
import GRDB
import Ledger
import Registry

/// The last change after which the registers were found to keep the rules, and a digest of these rules. A later change
/// is then held only against the rows it concerns (`CheckedRegion`), by any program it was made.
enum SoundMark {
  private static let key = "registers_sound"

  /// The change's number in the journal; nil if the registers were never found sound by these rules.
  static func journal(by rules: RegistryRules, _ database: Database) throws -> Int64? {
    let value = try Ledger.setting(key, database)
    guard let parts = value?.split(separator: " "), parts.count == 2, parts[1] == digest(rules) else { return nil }
    return Int64(parts[0])
  }

  static func set(_ journal: Int64, by rules: RegistryRules, _ database: Database) throws {
    try Ledger.set(key, "\(journal) \(digest(rules))", database)
  }

  /// The rules without their day: as days pass, fewer rows are held to them.
  private static func digest(_ rules: RegistryRules) -> String {
    let lists = rules.lists
    var parts = ["\(RegistryRules.revision)", rules.mode?.rawValue ?? "", rules.today == nil ? "all" : "current"]
    for list in [lists.partitions, lists.plans, lists.licences] { parts += named(list) }
    for (partition, categories) in lists.categories.sorted(by: { $0.key < $1.key }) {
      parts += [partition] + named(categories)
    }
    // Lengths keep two lists of words apart that read alike.
    let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
    return "\(Array(text.utf8).withUnsafeBytes { ContentDigest.of($0) })"
  }

  private static func named(_ list: Set<String>?) -> [String] {
    guard let list else { return ["unknown"] }
    return ["\(list.count)"] + list.sorted()
  }
}
