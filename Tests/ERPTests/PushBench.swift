import CallModel
import ERP
import ERPSimulator
import Foundation
import GRDB
import Importing
@testable import Ledger
import Platform
import Registry
import RunSupport
import Synchronization
import Testing

/// A clock that a test sets: seconds since 1970.
final class StandingClock: Sendable {
  private let seconds = Mutex(Int64(1_797_000_000))

  var now: Int64 { seconds.withLock { $0 } }
  func advance(_ more: Int64) { seconds.withLock { $0 += more } }
}

/// A ledger with closed services, a simulated ERP, and a clock that stands still.
final class PushBench {
  let directory: TemporaryDirectory
  let ledger: Ledger
  let clock = StandingClock()
  let zone: TimeZoneRules
  var terms: IXCTerms

  static let products = IXCTerms.Products(product: 10, unit: 1, creditProduct: 11, creditLink: 10)
  static let cycle = CivilDate(year: 2026, month: 11, day: 10)
  static let cycleEnd = CivilDate(year: 2026, month: 12, day: 9)

  init() throws {
    directory = try TemporaryDirectory()
    let data = DataDirectory(path: directory.path + "/data")
    try data.prepare()
    ledger = try Ledger.openForWriting(data)
    // Kills are thrown here, and no power is cut: what is committed need not reach the disk.
    try ledger.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = OFF") }
    zone = try #require(TimeZoneRules(builtIn: "America/Sao_Paulo"))
    terms = IXCTerms(products: Self.products, zone: zone)
  }

  var now: Date { Date(timeIntervalSince1970: Double(clock.now)) }

  func advance(_ seconds: Int64) { clock.advance(seconds) }

  func change<Value>(_ body: (ManualChange) throws -> Value) throws -> Value {
    try ledger.change(by: Author(name: "ana", date: now), body)
  }

  /// A closed service.
  @discardableResult
  func add(
    _ id: String, contract: String = "2001", line: String = "L1", centavos: Int128, description: String = "Excedente"
  ) throws -> ServiceRow {
    let service = ServiceRow(
      id: id, cycleAccount: 1, entry: 0, kind: .cycle, state: .closed, contract: contract, line: line, plan: "P",
      cycleStart: Self.cycle, cycleEnd: Self.cycleEnd, calls: 1, billedSeconds: 60, coveredSeconds: 0,
      surplusSeconds: 60, centavos: centavos, description: description)
    try change { change in
      try change.database.execute(
        sql: "INSERT OR IGNORE INTO account (contract, line) VALUES (?, ?)", arguments: [contract, line])
      try change.add(service)
    }
    return service
  }

  func push(
    _ transport: ScriptedERP, triesRefused: Bool = true, onStep: @escaping (ServicePushStep) throws -> Void = { _ in }
  ) throws -> ServicePushReport {
    var push = ServicePush(ledger: ledger, client: ERPClient(transport), terms: terms, author: "ana")
    let now = self.now
    push.now = { now }
    push.triesRefused = triesRefused
    push.onStep = onStep
    return try push.run()
  }

  func reconcile(_ transport: ScriptedERP) throws -> [String] {
    try ERPReconciliation(
      ServiceSelection(), terms.services(ledger), ledger, ERPClient(transport), Self.products
    ).differences.map {
      "\($0.kind.rawValue) \($0.service ?? "-") \($0.references.joined(separator: "+"))"
    }
  }

  func service(_ id: String) throws -> ServiceRow { try #require(try ledger.readServices { try $0.service(id) }) }
  func row(_ id: String) throws -> ERPPushRow? { try ledger.readServices { try $0.erpPush(id) } }
}
