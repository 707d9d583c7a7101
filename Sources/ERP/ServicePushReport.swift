import CallModel
import Importing
import Ledger
import Listing

/// What a push came to.
package struct ServicePushReport: Equatable, Codable, Sendable {
  /// A service that the ERP refused, or has otherwise than it was sent.
  package struct Remark: Equatable, Codable, Sendable {
    package var service: String
    package var contract: String?
    package var reference: String?
    package var message: String
  }

  /// Requests for a new record.
  package var sent = 0
  /// Services that the ERP has now, and that were read back.
  package var done = 0
  /// Those of them that were there already: sent before, with an answer that was lost.
  package var found = 0
  package var refused = 0
  package var differing = 0
  /// Of which it is not known what came of them: the next push looks for them.
  package var unfinished = 0
  /// Closed ones that were not sent.
  package var waiting = 0
  /// Closed ones that are sent only if that is asked for; no person has to do anything about them by today.
  package var apart = KeptApart()
  package var amount = ServiceRow.amount(0)
  /// The first of each.
  package var refusals: [Remark] = []
  package var differences: [Remark] = []
  /// Why it ended early; nil: it did not.
  package var problem: String?
  /// What came in place of the last answer.
  package var lastSilence: String?
  /// How long the next push should wait, for it to be able to finish; nil: nothing waits for that.
  package var waitSeconds: Int64?

  var centavos: Int128 = 0 { didSet { amount = ServiceRow.amount(centavos) } }

  private enum CodingKeys: String, CodingKey {
    case sent, done, found, refused, differing, unfinished, waiting, apart, amount, refusals, differences, problem,
      lastSilence, waitSeconds
  }

  /// What is listed; the rest is counted.
  private static let maximumRemarks = 100

  package init() {}

  /// Whether a person should look, or the next push go on.
  package var isClean: Bool { refused + differing + unfinished + waiting == 0 && problem == nil }

  /// What both came to, one after the other: what is done adds up, and what waits is what the later one left.
  package func followed(by later: ServicePushReport) -> ServicePushReport {
    var all = later
    all.sent += sent
    all.done += done
    all.found += found
    all.differing += differing
    all.centavos += centavos
    all.differences = Array((differences + later.differences).prefix(Self.maximumRemarks))
    return all
  }

  mutating func refuse(_ service: ServiceRow, _ words: String) {
    refused += 1
    if refusals.count < Self.maximumRemarks {
      refusals.append(Remark(service: service.id, contract: service.contract, message: words))
    }
  }

  mutating func differ(_ row: ERPPushRow, _ words: String) {
    differing += 1
    if differences.count < Self.maximumRemarks {
      differences.append(Remark(service: row.service, reference: row.reference, message: words))
    }
  }
}

extension ServicePushReport {
  /// `12 services are at the ERP, R$ 34.50; 1 refused`
  package var summary: String {
    var parts: [String] = []
    if done > 0 {
      let which = CountText.of(done, "service is at the ERP", "services are at the ERP")
      parts.append("\(which), R$ \(amount)" + (found > 0 ? " (\(CountText.grouped(found)) found there)" : ""))
    }
    if refused > 0 { parts.append("\(CountText.grouped(refused)) refused") }
    if differing > 0 { parts.append(CountText.of(differing, "differs there", "differ there")) }
    if unfinished > 0 {
      parts.append(CountText.of(unfinished, "outcome is not known yet", "outcomes are not known yet"))
    }
    if waiting > 0 { parts.append(CountText.of(waiting, "waits", "wait")) }
    if parts.isEmpty { parts.append("nothing to push") }
    if !apart.isEmpty { parts.append(apart.summary) }
    return parts.joined(separator: "; ")
  }

  package var lines: [String] {
    var lines = [summary]
    for remark in refusals {
      let contract = remark.contract.map { " of contract \($0)" } ?? ""
      lines.append("refused: \(remark.service)\(contract): \(remark.message)")
    }
    for remark in differences {
      lines.append("differs: \(remark.service), record \(remark.reference ?? ""): \(remark.message)")
    }
    if unfinished > 0 {
      lines.append(
        "what is not known is looked for by the next push"
          + (waitSeconds.map { ", and sent again only after \($0) s" } ?? ""))
    }
    if !apart.isEmpty { lines.append(apart.text) }
    if let lastSilence { lines.append("in place of an answer: \(lastSilence)") }
    return lines.map(DisplayText.of)
  }
}
