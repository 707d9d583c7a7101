import CallModel
import Foundation
import Importing
import Ledger

/// Where a push is; tests end it there, as a crash would.
package enum ServicePushStep: String, CaseIterable, Sendable {
  /// A claim was committed; nothing is sent yet.
  case claimed
  /// The ERP answered; that is not in the ledger yet.
  case answered
  /// The ERP's id was committed; what it has was not read back yet.
  case taken
}

/// Hands closed services to the ERP (spec 11.2), each once: claims it in the ledger, sends it, keeps the ERP's id, reads
/// back what the ERP has and compares; the id is then the service's reference. The amounts are those that an export would deliver.
///
/// The ERP knows no key by which a repeat is told from something new. So what was sent, or may have been, is looked for
/// there by the service's id before it is sent again, and not before the ERP had time to finish: `settlingSeconds`. A
/// crash at any point loses nothing and sends nothing twice. Imports go on meanwhile: the run lock is held for each claim
/// alone, and what is claimed is not reopened.
package struct ServicePush {
  package var ledger: Ledger
  package var client: ERPClient
  package var terms: IXCTerms
  package var author: String
  package var now: @Sendable () -> Date = { Date() }
  /// Nothing is begun after so many seconds; nil: it takes what it takes.
  package var limitSeconds: Double?
  /// Whether what the ERP refused is tried again; else only if its body is another now.
  package var triesRefused = true
  /// Whether it hands over what is kept apart, too: a person asked for it.
  package var takesKeptApart = false
  package var onStep: (ServicePushStep) throws -> Void = { _ in }
  /// Asked before each service: whether to end there.
  package var isStopping: () -> Bool = { false }

  /// How long after the time for a request without an answer was up the ERP may still carry it out: only then is it sent
  /// again, if the ERP does not list it.
  package static let settlingSeconds: Int64 = 120
  /// The format under which what was handed over is noted, so that a file does not deliver it again.
  static let format = ServiceFormat.ixc.rawValue

  package init(ledger: Ledger, client: ERPClient, terms: IXCTerms, author: String) {
    self.ledger = ledger
    self.client = client
    self.terms = terms
    self.author = author
  }

  /// - Parameter selection: which closed services; what a push before left unfinished is finished regardless.
  /// - Throws: `LedgerFailure`, of kind `alreadyRunning` if another push is under way, or a run from the beginning.
  package func run(_ selection: ServiceSelection = ServiceSelection()) throws -> ServicePushReport {
    let lock = try RunLock(ledger.directory, .erp)
    defer { withExtendedLifetime(lock) {} }
    var run = ServicePushRun(self)
    try run.finish(ledger.readServices { try $0.unfinishedERPPushes() })
    let candidates = try Self.candidates(
      selection, terms, ledger, triesRefused: triesRefused, takesKeptApart: takesKeptApart)
    try run.send(candidates)
    return run.report
  }

  /// How many seconds a claim must wait until it may be sent again; 0 or less: none.
  func secondsLeft(_ row: ERPPushRow) -> Int64 {
    let age = Int64(now().timeIntervalSince1970.rounded(.down)) - row.claimedAt
    return Int64(client.timeoutSeconds) + Self.settlingSeconds - max(0, age)
  }

  /// Whether there is something to do for a push that leaves alone what was refused and has not changed.
  package static func hasWork(_ terms: IXCTerms, _ ledger: Ledger) throws -> Bool {
    if try ledger.readServices({ try $0.hasERPWork() }) { return true }
    // Of a late service its calls say whether it is kept apart, of a refused one whether it is another now.
    guard try ledger.readServices({ try $0.mayHaveERPWork() }) else { return false }
    return try !candidates(ServiceSelection(), terms, ledger, triesRefused: false).services.isEmpty
  }

  /// What a push would send now, in order: services that the ERP was not given; and what it would leave out.
  package static func outlook(
    _ selection: ServiceSelection, _ terms: IXCTerms, _ ledger: Ledger, takesKeptApart: Bool = false
  ) throws -> (bodies: [IXCBody], apart: KeptApart) {
    let candidates = try candidates(selection, terms, ledger, takesKeptApart: takesKeptApart)
    return (candidates.services.map { IXCBody($0, terms) }, candidates.apart)
  }

  /// What may be sent.
  struct Candidates {
    var services: [ServiceRow] = []
    var apart = KeptApart()
  }

  /// Closed services that the ERP was not given, or refused. Charges come before credits, which take off what is there.
  ///
  /// - Parameter triesRefused: whether refused ones of which nothing has changed are among them.
  static func candidates(
    _ selection: ServiceSelection, _ terms: IXCTerms, _ ledger: Ledger, triesRefused: Bool = true,
    takesKeptApart: Bool = false
  ) throws -> Candidates {
    var selection = selection
    selection.states = [.closed]
    var found = Candidates()
    try terms.services(ledger).forEach(selection) { listed in
      guard listed.awaitsERP else { return }
      if listed.isKeptApart, !takesKeptApart { return found.apart.add(listed.service) }
      let body = IXCBody(listed.service, terms)
      let isTried = try triesRefused || listed.push.map { try body.gaps.isEmpty && $0.body != body.json } ?? true
      if isTried { found.services.append(listed.service) }
    }
    found.services = found.services.filter { $0.centavos > 0 } + found.services.filter { $0.centavos < 0 }
    return found
  }
}
