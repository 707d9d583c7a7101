import CallModel
import Ledger
import Output

/// Writes closed services as what an issuer of NFCom needs of them (spec 11.3): an array with an object a contract, whose
/// `infNFCom` has the schema's names in the schema's order. Holds the items of one contract.
final class InvoiceWriter {
  /// Of one NFCom, by the schema.
  static let maximumItems = 990

  private let classes: ServiceClasses?
  private let codes: InvoiceClasses
  private let write: ([UInt8]) throws -> Void
  private let buffer = TextBuffer(capacity: 1 << 12)
  private var contract = ""
  private var items: [InvoiceItem] = []
  private var places: [InvoiceItem.Key: Int] = [:]
  private var services: [String] = []
  private var count = 0

  /// - Parameter classes: nil: nothing is added.
  init(_ classes: ServiceClasses?, _ codes: InvoiceClasses, to write: @escaping ([UInt8]) throws -> Void) {
    self.classes = classes
    self.codes = codes
    self.write = write
  }

  func begin() throws { try write(Array("[".utf8)) }

  /// Services come by contract, line, plan and cycle.
  func add(_ service: ServiceRow) throws {
    guard let shares = try classes?.shares(of: service), let number = try classes?.number(of: service) else { return }
    let keys = shares.map {
      InvoiceItem.Key(
        line: ID(service.line), plan: ID(service.plan), cycleStart: service.cycleStart, invoiceClass: $0.invoiceClass)
    }
    let new = keys.count { places[$0] == nil }
    if ID(service.contract) != ID(contract) || items.count + new > Self.maximumItems { try flush() }
    contract = service.contract
    services.append(service.id)
    for (key, share) in zip(keys, shares) {
      let place = places[key] ?? items.count
      if place == items.count { items.append(InvoiceItem(service, share.invoiceClass, number: number)) }
      places[key] = place
      items[place].centavos += share.centavos
      items[place].seconds += share.seconds
    }
  }

  func end() throws {
    try flush()
    try write(Array((count == 0 ? "]\n" : "\n]\n").utf8))
  }

  private func flush() throws {
    guard !items.isEmpty else { return }
    buffer.append(count == 0 ? "\n" : ",\n")
    appendObject()
    try write(Array(buffer.bytes))
    buffer.removeAll()
    count += 1
    items = []
    places = [:]
    services = []
  }
}

// MARK: - JSON

extension InvoiceWriter {
  private func appendObject() {
    let net = items.reduce(Int128(0)) { $0 + ($1.invoiceClass == .deduction ? -$1.centavos : $1.centavos) }
    append("{", "contract", contract)
    append(",", "amount", ServiceRow.amount(net))
    buffer.append(",\"services\":")
    append(list: services)
    buffer.append(",\"infNFCom\":{")
    appendSubscriber()
    buffer.append("\"det\":[")
    for (index, item) in items.enumerated() {
      if index > 0 { buffer.append(",") }
      append(item, number: index + 1)
    }
    buffer.append("],")
    appendPeriod()
    buffer.append("}}")
  }

  /// `assinante`: the contract and its terminals, that of the first item first.
  private func appendSubscriber() {
    var terminals: [(number: String, unit: String)] = []
    for item in items {
      guard let terminal = item.terminal, let unit = item.unit, terminals.last?.number != terminal else { continue }
      if !terminals.contains(where: { $0.number == terminal }) { terminals.append((terminal, "\(unit.code)")) }
    }
    var start = "{"
    buffer.append("\"assinante\":")
    if InvoiceText.isContractNumber(contract) {
      append(start, "nContrato", contract)
      start = ","
    }
    if let first = terminals.first {
      append(start, "NroTermPrinc", first.number)
      append(",", "cUFPrinc", first.unit)
      start = ","
    }
    if terminals.count > 1 {
      buffer.append(",\"NroTermAdic\":")
      append(list: terminals.dropFirst().map(\.number))
      buffer.append(",\"cUFAdic\":")
      append(list: terminals.dropFirst().map(\.unit))
    }
    buffer.append(start == "{" ? "{}," : "},")
  }

  /// `gFat`: the first and the last day of the items' cycles.
  private func appendPeriod() {
    let start = items.map(\.cycleStart).min() ?? .distantPast
    let end = items.map(\.cycleEnd).max() ?? .distantPast
    buffer.append("\"gFat\":")
    append("{", "dPerUsoIni", "\(start)")
    append(",", "dPerUsoFim", "\(end)")
    buffer.append("}")
  }

  private func append(_ item: InvoiceItem, number: Int) {
    append("{", "nItem", "\(number)")
    buffer.append(",\"prod\":")
    append("{", "cProd", item.invoiceClass.product)
    append(",", "xProd", item.description)
    append(",", "cClass", codes.code(item.invoiceClass))
    append(",", "uMed", "\(item.unitOfMeasure)")
    append(",", "qFaturada", item.quantity)
    append(",", "vItem", item.price)
    append(",", "vProd", item.total)
    if item.invoiceClass == .deduction { append(",", "indDevolucao", "1") }
    buffer.append("}")
    append(",", "infAdProd", item.details)
    buffer.append("}")
  }

  private func append(_ start: String, _ name: String, _ value: String) {
    buffer.append("\(start)\"\(name)\":")
    append(text: value)
  }

  private func append(list texts: [String]) {
    for (index, text) in texts.enumerated() {
      buffer.append(index == 0 ? "[" : ",")
      append(text: text)
    }
    buffer.append(texts.isEmpty ? "[]" : "]")
  }

  private func append(text: String) {
    var text = text
    text.withUTF8 { buffer.append(json: $0) }
  }
}
