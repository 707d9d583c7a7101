import Foundation
import Importing
import Platform

/// What came of asking the ERP to take a service.
package enum ERPInsertion: Equatable, Sendable {
  /// It has it, by that id.
  case taken(id: String)
  /// It said no, in its words, and does not have it.
  case refused(String)
  /// It got nothing of the request, or does not know us: it surely does not have it.
  case notSent(String, isUnauthorised: Bool)
  /// No answer, or one that says nothing: nobody knows.
  case unknown(String)
}

/// Why the ERP did not list.
package struct ERPFailure: Error, Equatable, Sendable, CustomStringConvertible {
  package let description: String
  package var isUnauthorised = false
}

/// What is asked of the ERP, and what its answers mean (spec 11.2). Success and error both come with status 200; errors may
/// be HTML.
package struct ERPClient: Sendable {
  private let transport: any ERPTransport
  /// How long a request may take before it is given up.
  package let timeoutSeconds: Int

  /// Records asked for at a time.
  private static let recordsAtATime = 1_000
  /// More pages are a server that does not count.
  private static let maximumPages = 10_000
  /// What is kept of the ERP's words.
  private static let maximumWords = 300

  package init(_ transport: any ERPTransport, timeoutSeconds: Int = 0) {
    self.transport = transport
    self.timeoutSeconds = timeoutSeconds
  }

  /// Asks for a new record, once.
  package func insert(_ body: String) -> ERPInsertion {
    let answer: (status: Int, body: [UInt8])
    do throws(HTTPCaller.Failure) {
      answer = try transport.exchange(ERPRequest(kind: .insert, body: Array(body.utf8)))
    } catch {
      return error.isUnsent ? .notSent(error.description, isUnauthorised: false) : .unknown(error.description)
    }
    if answer.status == 401 || answer.status == 403 {
      return .notSent(Self.unauthorised(answer.status), isUnauthorised: true)
    }
    // What fails on the way may have been done all the same.
    guard answer.status < 500, let object = ERPJSON.object(answer.body) else { return .unknown(Self.shown(answer)) }
    switch object["type"]?.text {
    case "success":
      guard let id = object["id"]?.text, ERPJSON.isID(id) else {
        return .unknown("success without an id: \(Self.shown(answer))")
      }
      return .taken(id: id)
    case "error": return .refused(Self.words(object["message"]?.text ?? "without a reason"))
    default: return .unknown(Self.shown(answer))
    }
  }

  /// The records of a contract.
  package func records(ofContract contract: String) throws(ERPFailure) -> [ERPRecord] {
    try list("id_contrato", contract)
  }

  /// The records of a product.
  package func records(ofProduct product: Int) throws(ERPFailure) -> [ERPRecord] {
    try list("id_produto", "\(product)")
  }

  /// The record of that id; nil: there is none.
  package func record(_ id: String) throws(ERPFailure) -> ERPRecord? {
    try list("id", id).first { $0.id == id }
  }

  private func list(_ field: String, _ value: String) throws(ERPFailure) -> [ERPRecord] {
    var records: [ERPRecord] = []
    var count = 0
    for page in 1...Self.maximumPages {
      let found = try listed(field, value, page)
      // What a server gives that ignores the filter is not what was asked for.
      records += found.records.filter { $0[field] == value }
      count += found.records.count
      if count >= found.total { return records }
      // What it keeps back may be what is looked for.
      if found.records.isEmpty {
        throw ERPFailure(description: "a list of \(found.total) records with only \(count) of them")
      }
    }
    throw ERPFailure(description: "a list without an end")
  }

  private func listed(
    _ field: String, _ value: String, _ page: Int
  ) throws(ERPFailure) -> (records: [ERPRecord], total: Int) {
    let table = "cliente_contrato_servicos"
    let query = [
      "qtype": "\(table).\(field)", "query": value, "oper": "=", "page": "\(page)", "rp": "\(Self.recordsAtATime)",
      "sortname": "\(table).id", "sortorder": "asc",
    ]
    let answer: (status: Int, body: [UInt8])
    do {
      answer = try transport.exchange(
        ERPRequest(kind: .list, body: [UInt8](try JSONSerialization.data(withJSONObject: query, options: .sortedKeys))))
    } catch {
      throw ERPFailure(description: "\(error)")
    }
    if answer.status == 401 || answer.status == 403 {
      throw ERPFailure(description: Self.unauthorised(answer.status), isUnauthorised: true)
    }
    guard answer.status == 200, let object = ERPJSON.object(answer.body), let total = object["total"]?.text,
      let count = Int(total)
    else { throw ERPFailure(description: Self.shown(answer)) }
    return (object["registros"]?.records ?? [], count)
  }

  private static func unauthorised(_ status: Int) -> String {
    "expected to be let in, found \(status): check the token of erp in integration.yml, and that the ERP lets this "
      + "machine's address in"
  }

  /// An answer that is not one of the web service, in few words.
  private static func shown(_ answer: (status: Int, body: [UInt8])) -> String {
    let text = String(decoding: answer.body.prefix(4 * maximumWords), as: UTF8.self)
    let isHTML = text.drop(while: \.isWhitespace).hasPrefix("<")
    if isHTML { return "\(answer.status) with a page of HTML" }
    return "\(answer.status) with \(text.isEmpty ? "nothing" : words(text))"
  }

  private static func words(_ text: String) -> String {
    let line = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) }
    return String(String(line).prefix(maximumWords))
  }
}

/// The values of the ERP's answers: what it writes as a number now and as a text then is a text here.
enum ERPJSON: Decodable {
  case text(String)
  case object([String: ERPJSON])
  case list([ERPJSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .text("")
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let flag = try? value.decode(Bool.self) {
      self = .text(flag ? "true" : "false")
    } else if let number = try? value.decode(Int64.self) {
      self = .text("\(number)")
    } else if let number = try? value.decode(Decimal.self) {
      self = .text("\(number)")
    } else if let list = try? value.decode([ERPJSON].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: ERPJSON].self))
    }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }

  /// Objects of texts; a listing without any may say null, or nothing.
  var records: [ERPRecord] {
    guard case .list(let list) = self else { return [] }
    return list.compactMap { value in
      guard case .object(let fields) = value else { return nil }
      return ERPRecord(fields.compactMapValues(\.text))
    }
  }

  static func object(_ bytes: [UInt8]) -> [String: ERPJSON]? {
    guard case .object(let object)? = try? JSONDecoder().decode(ERPJSON.self, from: Data(bytes)) else { return nil }
    return object
  }

  /// A number above 0.
  static func isID(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } && text.utf8.count <= 19 && (Int64(text) ?? 0) > 0
  }
}
