import CallModel
import Ledger

/// An item of an NFCom invoice (`det`): what one line's calls of a class come to in one cycle (spec 11.3).
struct InvoiceItem {
  struct Key: Hashable {
    var line: ID
    var plan: ID
    var cycleStart: CivilDate
    var invoiceClass: InvoiceClass
  }

  var invoiceClass: InvoiceClass
  var line: String
  /// As recorded; may be blank.
  var number: String
  var cycleStart: CivilDate
  var cycleEnd: CivilDate
  var centavos: Int128 = 0
  var seconds = 0

  init(_ service: ServiceRow, _ invoiceClass: InvoiceClass, number: String) {
    self.invoiceClass = invoiceClass
    line = service.line
    self.number = number
    cycleStart = service.cycleStart
    cycleEnd = service.cycleEnd
  }

  /// The number without its country code, as the schema has it: 7 to 12 digits; nil of another.
  var terminal: String? {
    let digits = InvoiceClasses.areaCode(number) == nil ? number : String(number.dropFirst(2))
    return (7...12).contains(digits.utf8.count) && digits.utf8.allSatisfy { (48...57).contains($0) } ? digits : nil
  }

  /// By the area code; nil where the number has none.
  var unit: FederativeUnit? { InvoiceClasses.areaCode(number).flatMap { FederativeUnit(areaCode: $0) } }

  /// Minutes (1) where calls tell how long, else units (4).
  var unitOfMeasure: Int { hasMinutes ? 1 : 4 }

  private var hasMinutes: Bool { invoiceClass != .deduction && seconds > 0 }

  /// Minutes with four decimals, rounded half up; `1.00` unit where there are none.
  var quantity: String { hasMinutes ? Self.decimal(tenThousandths, decimals: 4) : "1.00" }

  /// What one minute or unit costs on average: with eight decimals, so that times the quantity it is `total` to centavos.
  var price: String {
    guard hasMinutes else { return total }
    let scaled = centavos * 10_000_000_000
    let minutes = Int128(tenThousandths)
    return Self.decimal((scaled * 2 + minutes) / (minutes * 2), decimals: 8)
  }

  /// Reais with two decimals.
  var total: String { Self.decimal(centavos, decimals: 2) }

  /// Of a minute.
  private var tenThousandths: Int128 { (Int128(seconds) * 1_000 + 3) / 6 }

  private static func decimal(_ value: Int128, decimals: Int) -> String {
    let padded = value.padded(to: decimals + 1)
    return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  private var period: String { "\(ServiceText.date(cycleStart)) a \(ServiceText.date(cycleEnd))" }

  /// `Chamadas locais 4833334444 - 10/11/2026 a 09/12/2026`
  var description: String {
    InvoiceText.of("\(invoiceClass.words) \(terminal ?? InvoiceText.of(line, count: 60)) - \(period)", count: 120)
  }

  /// Line, terminal, state and period, which the schema has no places for in an item.
  var details: String {
    let terminal = terminal.map { ", terminal \($0)" } ?? ""
    let unit = unit.map { " (\($0.name))" } ?? ""
    return InvoiceText.of("Linha \(line)\(terminal)\(unit), período de \(period)", count: 500)
  }
}

/// Texts as the schema takes them (`TString`): characters of Latin-1, none at an end blank.
enum InvoiceText {
  /// - Parameter count: how many characters at most.
  static func of(_ text: String, count: Int) -> String {
    let known = text.unicodeScalars.map {
      (0x20...0x7E).contains($0.value) || (0xA1...0xFF).contains($0.value) ? $0 : "?"
    }
    let trimmed = known.drop { $0 == " " }.prefix(count)
    let end = trimmed.lastIndex { $0 != " " }.map { $0 + 1 } ?? trimmed.startIndex
    var result = String.UnicodeScalarView()
    result.append(contentsOf: trimmed[trimmed.startIndex..<end])
    return result.isEmpty ? "?" : String(result)
  }

  /// Whether a contract's id can stand as `nContrato`.
  static func isContractNumber(_ text: String) -> Bool {
    (1...20).contains(text.unicodeScalars.count)
      && text.unicodeScalars.allSatisfy { (0x21...0x7E).contains($0.value) || (0xA1...0xFF).contains($0.value) }
  }
}
