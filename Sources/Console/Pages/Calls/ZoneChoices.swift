import CallModel
import Importing
import Integration
import Ledger
import RegistryStore
import Registry
import Statements

/// The zones in words, as the integration's registry labels them, for fields that take a zone.
enum ZoneChoices {
  static let builtIn = [
    "on-net", "local", "ldn", "vc1", "vc2", "vc3", "fixed", "mobile", "intl", "unified", "shared-cost", "donation",
    "premium", "special", "toll-free", "collect", "inbound",
  ]
  /// A registry has some dozens of zones of its own.
  private static let maximumOwn = 300

  /// Built-in ones, then those of the registry's prefixes.
  static func all(_ words: ZoneWords, own: [String] = []) -> [FormView.Choice] {
    (builtIn + own.filter { !builtIn.contains($0) }).map { zone in
      let label = words.said(zone)
      return FormView.Choice(zone, label == zone ? zone : "\(zone) · \(label)")
    }
  }

  /// The zones that prefixes of the registers lead to.
  static func own(_ reader: RegisterReader) throws -> [String] {
    let rows = try reader.page(of: .zones, limit: maximumOwn)
    return Set(rows.compactMap { $0["zone"] }).sorted()
  }
}

extension ZoneWords {
  /// A zone in the language of who looks; one that the registry labels is called by its label.
  func said(_ zone: String) -> String {
    let words = self.words(zone)
    guard words != zone, words == ZoneWords().words(zone) else { return words }
    guard let colon = zone.firstIndex(of: ":") else { return say(key: words) }
    return say(key: self.words(String(zone[..<colon]))) + ": " + zone[zone.index(after: colon)...]
  }
}

extension Site {
  /// Zones as the registry labels them now. One that cannot be read labels none: the page is worth more.
  func zoneWords(_ ledger: Ledger) -> ZoneWords {
    ZoneWords(labels: (try? integration.registry.statementTables(ledger).zoneLabels) ?? [:])
  }
}
