import CallModel

/// The zones in the words of a Brazilian telephone bill, or as the registry labels them.
package struct ZoneWords: Sendable {
  /// By zone (`zone_labels.csv`).
  private let labels: [ID: String]

  package init(labels: [ID: String] = [:]) { self.labels = labels }

  /// Built-in zones in the order of a bill; a registry's own come before received calls.
  private static let words: [(zone: String, words: String)] = [
    ("on-net", "Entre linhas da rede"),
    ("local", "Local"),
    ("ldn", "Longa distância (DDD)"),
    ("vc1", "Celular local (VC1)"),
    ("vc2", "Celular DDD (VC2)"),
    ("vc3", "Celular DDD (VC3)"),
    ("fixed", "Fixo"),
    ("mobile", "Celular"),
    ("intl", "Internacional"),
    ("unified", "Número único nacional"),
    ("shared-cost", "Custo compartilhado (0300)"),
    ("donation", "Doação (0500)"),
    ("premium", "Valor adicionado (0900)"),
    ("special", "Serviço especial"),
    ("toll-free", "Gratuita (0800)"),
    ("collect", "A cobrar"),
  ]
  private static let inbound = ("inbound", "Recebida")

  /// A registry's own zone without a label keeps its name; of `intl:europe` the first part is in words.
  package func words(_ zone: String) -> String {
    if let known = known(zone) { return known }
    guard let colon = zone.firstIndex(of: ":"), let parent = known(String(zone[..<colon])) else { return zone }
    return "\(parent): \(zone[zone.index(after: colon)...])"
  }

  private func known(_ zone: String) -> String? {
    labels[ID(zone)] ?? (zone == Self.inbound.0 ? Self.inbound.1 : Self.words.first { $0.zone == zone }?.words)
  }

  /// A list of an allowance's zones.
  package func list(_ zones: [String]) -> String {
    if zones.contains("*") { return "todas as ligações" }
    return zones.map { words($0) }.joined(separator: ", ")
  }

  /// The order in which a bill names zones.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    let (a, b) = (rank(left), rank(right))
    return a == b ? left.utf8.lexicographicallyPrecedes(right.utf8) : a < b
  }

  private static func rank(_ zone: String) -> Int {
    if zone == inbound.0 { return words.count + 1 }
    let parent = zone.prefix { $0 != ":" }
    return words.firstIndex { $0.zone == parent } ?? words.count
  }
}
