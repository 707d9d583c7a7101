import CallModel
import Foundation
import Importing
import Registry

extension String {
  var base64: String { Data(utf8).base64EncodedString() }
}

/// A record of the ERP's `cliente_contrato_servicos`, as a listing gives it: texts by name. Numbers are as texts, and what
/// is null is blank.
package struct ERPRecord: Equatable, Sendable {
  package var fields: [String: String]

  package init(_ fields: [String: String]) { self.fields = fields }

  package subscript(name: String) -> String { fields[name] ?? "" }

  /// The ERP's.
  package var id: String { self["id"] }
  package var isActive: Bool { self["status"] == "A" }
  /// Whether it is charged each month, as what does not say `repetir` `V` is.
  package var recurs: Bool { self["repetir"] == "S" }

  /// What it charges, below 0 for a credit; nil: that is no amount.
  package var centavos: Int128? {
    let text = self["valor_total"].isEmpty ? self["valor_unitario"] : self["valor_total"]
    guard let micros = Self.micros(text), micros % Self.microsPerCentavo == 0 else { return nil }
    let centavos = Int128(micros / Self.microsPerCentavo)
    return self["tipo_acres_desc"] == "D" ? -centavos : centavos
  }

  /// What in `observacao` has the form of a service's id, beside what the ERP or people may have added.
  package var serviceIDs: [String] {
    self["observacao"].split { !($0.isASCII && ($0.isLetter || $0.isNumber)) && $0 != "-" }
      .map(String.init).filter(ServiceID.isServiceID)
  }

  /// Whether it says that it is of that service of ours.
  package func names(_ service: String) -> Bool { serviceIDs.contains { $0.utf8.elementsEqual(service.utf8) } }

  /// Whether it says that it is of another service.
  package func isOfAnother(than service: String) -> Bool { !serviceIDs.isEmpty && !names(service) }

  /// The fields that are not what was sent, in words: `valor_total: sent 1.69, there 0.00`. Dates and decimals may be
  /// written otherwise.
  package func differences(from sent: [String: String]) -> [String] {
    sent.keys.sorted().compactMap { name in
      let wanted = sent[name] ?? ""
      if Self.canonical(wanted) == Self.canonical(self[name]) { return nil }
      return "\(name): sent \(wanted), there \(self[name].isEmpty ? "nothing" : self[name])"
    }
  }

  /// Whether it is what was sent but for our id, which was lost on the way, or written over.
  package func isNameless(_ sent: [String: String]) -> Bool {
    guard serviceIDs.isEmpty else { return false }
    return Self.identifying.allSatisfy { Self.canonical(sent[$0] ?? "") == Self.canonical(self[$0]) }
  }

  private static let identifying = [
    "id_contrato", "descricao", "valor_unitario", "tipo_acres_desc", "id_produto",
  ]
  private static let microsPerCentavo: Int64 = 10_000

  private static func micros(_ text: String) -> Int64? {
    Money(decimal: trimmed(text))?.micros
  }

  /// `1.690000000` as `1.69`.
  private static func trimmed(_ text: String) -> String {
    guard text.contains("."), text.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || ($0 >= 48 && $0 <= 57) }) else {
      return text
    }
    var end = text[...]
    while end.last == "0" { end.removeLast() }
    if end.last == "." { end.removeLast() }
    return String(end)
  }

  /// The same for the same value: decimals without zeros at their end, days as the ERP's database has them.
  private static func canonical(_ text: String) -> String {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 3, parts[2].count == 4, text.utf8.allSatisfy({ $0 >= 47 && $0 <= 57 }) {
      return "\(parts[2])-\(parts[1])-\(parts[0])"
    }
    return trimmed(text)
  }
}
