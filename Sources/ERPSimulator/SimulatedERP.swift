import Foundation
import PlatformSimulator
import Synchronization

/// An IXC ERP as far as services are concerned: the table `cliente_contrato_servicos`, in memory (spec 11.2). What it
/// refuses and how it answers is as its official collection of requests and integrations in public show it; what goes
/// wrong follows from the seed and how many requests came.
package final class SimulatedERP: Sendable {
  /// What it answers; nil bytes: the connection is closed instead.
  package struct Answer: Equatable, Sendable {
    package var status = 200
    package var type = "text/x-json; charset=utf-8"
    package var body: [UInt8]?

    init(_ object: [String: Any]) {
      body = (try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)).map { [UInt8]($0) } ?? []
    }

    init(status: Int, html: String) {
      self.status = status
      type = "text/html; charset=utf-8"
      body = Array("<!DOCTYPE html><html><body><h1>\(html)</h1></body></html>".utf8)
    }

    static let lost = {
      var answer = Answer([:])
      answer.body = nil
      return answer
    }()
  }

  private struct State {
    var records: [[String: String]] = []
    var nextID = 1
    var requests = 0
  }

  private let state = Mutex(State())
  private let seed: UInt64
  private let faults: ERPSimulatorFaults

  package static let table = "cliente_contrato_servicos"
  /// What the ERP gives ids to; others vanish without a word.
  static let columns: Set<String> = [
    "id_contrato", "id_produto", "descricao", "data", "id_unidade", "quantidade", "valor_unitario", "valor_total",
    "repetir", "repetir_qtde", "status", "status_nf21", "tipo", "tipo_acres_desc", "id_produto_contrato_vinc", "id_sip",
    "data_inicial_ligacoes", "data_final_ligacoes", "observacao",
  ]
  private static let needed = ["id_contrato", "id_produto", "id_unidade", "descricao", "quantidade"]
  private static let numbers = ["id_contrato", "id_produto", "id_unidade", "id_sip", "id_produto_contrato_vinc"]
  /// What may be dropped: never what makes a charge a charge of that contract.
  private static let droppable = ["observacao", "data_final_ligacoes", "status_nf21", "id_sip"]

  package init(seed: UInt64 = 1, faults: ERPSimulatorFaults = ERPSimulatorFaults()) {
    self.seed = seed
    self.faults = faults
  }

  /// The records, in the order of their ids.
  package var records: [[String: String]] { state.withLock { $0.records } }

  /// What a person does at the ERP.
  package func change(_ body: (inout [[String: String]]) -> Void) { state.withLock { body(&$0.records) } }

  /// - Parameters:
  ///   - isListing: whether the request has the header `ixcsoft: listar`: then a POST lists.
  ///   - body: JSON.
  package func answer(method: String, path: String, isListing: Bool, body: [UInt8]) -> Answer {
    guard path == "/webservice/v1/\(Self.table)" else {
      return Answer(["type": "error", "message": "Recurso \(path) não encontrado!"])
    }
    guard let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] else {
      return Answer(status: 200, html: "Erro interno")
    }
    let fields = object.mapValues { "\($0)" }
    return state.withLock { state in
      state.requests += 1
      if isListing { return Self.list(fields, state.records, draw("list \(state.requests)")) }
      guard method == "POST" else { return Answer(["type": "error", "message": "Método não permitido"]) }
      return insert(fields, &state)
    }
  }

  // MARK: - Making a record

  private func draw(_ purpose: String) -> (ERPSimulatorFaults.Kind) -> Bool {
    { [seed, faults] kind in
      guard let chance = faults.chances[kind] else { return false }
      var draw = SeededDraw(seed: seed, purpose: "\(purpose) \(kind.rawValue)")
      return draw.chance(chance)
    }
  }

  private func insert(_ fields: [String: String], _ state: inout State) -> Answer {
    let meets = draw("insert \(state.requests)")
    if meets(.fail) { return Answer(status: 500, html: "Internal Server Error") }
    if meets(.html) { return Answer(status: 200, html: "Erro ao conectar no banco de dados") }
    if meets(.error) { return Answer(["type": "error", "message": "Registro em uso, tente novamente!"]) }
    if let refusal = Self.refusal(fields) { return Answer(["type": "error", "message": refusal]) }
    var record = Self.record(fields, id: state.nextID)
    if meets(.drop) {
      var draw = SeededDraw(seed: seed, purpose: "dropped \(state.requests)")
      record[Self.droppable[Int(draw.next() % UInt64(Self.droppable.count))]] = ""
    }
    state.records.append(record)
    state.nextID += 1
    if meets(.lost) { return .lost }
    if meets(.gateway) { return Answer(status: 504, html: "504 Gateway Time-out") }
    let id = record["id"] ?? ""
    return Answer([
      "type": "success", "message": "Registro inserido com sucesso!", "id": meets(.number) ? Int(id) ?? 0 : id,
      "atualiza_campos": [Any](),
    ])
  }

  /// Why it does not take a record; nil: it does.
  private static func refusal(_ fields: [String: String]) -> String? {
    for name in needed where (fields[name] ?? "").isEmpty { return "O campo \(name) é obrigatório!" }
    for name in numbers where !(fields[name] ?? "").allSatisfy({ $0.isASCII && $0.isNumber }) {
      return "O campo \(name) deve ser um número inteiro!"
    }
    if (fields["descricao"] ?? "").unicodeScalars.count > 200 { return "O campo descricao aceita 200 caracteres!" }
    for name in ["data", "data_inicial_ligacoes", "data_final_ligacoes"] {
      let day = fields[name] ?? ""
      if !day.isEmpty, day.count != 10 || databaseDay(day) == day { return "O campo \(name) não é uma data válida!" }
    }
    guard let amount = Double(fields["valor_unitario"] ?? ""), amount > 0 else {
      return "O campo valor_unitario deve ser maior que zero!"
    }
    if fields["tipo_acres_desc"] == "D", (fields["id_produto_contrato_vinc"] ?? "").isEmpty {
      return "O campo id_produto_contrato_vinc é obrigatório!"
    }
    return nil
  }

  /// As the database has it: all columns, days and decimals in its forms.
  private static func record(_ fields: [String: String], id: Int) -> [String: String] {
    var record: [String: String] = [:]
    for column in columns { record[column] = fields[column] ?? "" }
    record["id"] = "\(id)"
    for name in ["data", "data_inicial_ligacoes", "data_final_ligacoes"] {
      record[name] = databaseDay(record[name] ?? "")
    }
    record["quantidade"] = (fields["quantidade"] ?? "") + ".000000000"
    // As the official example: what does not say otherwise recurs each month.
    if record["repetir"] != "V" { record["repetir"] = "S" }
    if record["tipo_acres_desc"] != "D" { record["tipo_acres_desc"] = "A" }
    return record
  }

  /// `31/12/2026` as `2026-12-31`.
  private static func databaseDay(_ text: String) -> String {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 3 ? "\(parts[2])-\(parts[1])-\(parts[0])" : text
  }

  // MARK: - Listing

  private static func list(
    _ query: [String: String], _ records: [[String: String]], _ meets: (ERPSimulatorFaults.Kind) -> Bool
  ) -> Answer {
    if meets(.fail) { return Answer(status: 500, html: "Internal Server Error") }
    if meets(.lost) { return .lost }
    if meets(.html) { return Answer(status: 200, html: "Erro ao conectar no banco de dados") }
    let field = (query["qtype"] ?? "").split(separator: ".").last.map(String.init) ?? "id"
    let value = query["query"] ?? ""
    let found = records.filter { record in
      switch query["oper"] {
      case "=": record[field] == value
      case ">": (Int(record[field] ?? "") ?? 0) > (Int(value) ?? 0)
      case ">=": (Int(record[field] ?? "") ?? 0) >= (Int(value) ?? 0)
      case "L": (record[field] ?? "").contains(value)
      default: false
      }
    }
    let count = max(1, Int(query["rp"] ?? "") ?? 20)
    let page = max(1, Int(query["page"] ?? "") ?? 1)
    let shown = Array(found.dropFirst((page - 1) * count).prefix(count))
    var answer: [String: Any] = ["page": "\(page)", "total": found.count]
    // Nothing found: no list at all.
    if !shown.isEmpty { answer["registros"] = shown }
    return Answer(answer)
  }
}
