/// The zones in the words of a Brazilian telephone bill.
package enum ZoneWords {
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

  /// A registry's own zone keeps its name; of `intl:europe` the first part is in words.
  package static func words(_ zone: String) -> String {
    if zone == inbound.0 { return inbound.1 }
    if let found = words.first(where: { $0.zone == zone }) { return found.words }
    guard let colon = zone.firstIndex(of: ":"),
      let parent = words.first(where: { $0.zone == zone[..<colon] })
    else { return zone }
    return "\(parent.words): \(zone[zone.index(after: colon)...])"
  }

  /// A list of an allowance's zones.
  package static func list(_ zones: [String]) -> String {
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
