import CallModel
import Foundation
import Importing
import Integration
import Ledger
import Platform
import Synchronization
import Testing

@testable import Console

/// Events, their outbox and their receivers (spec 8.2).
@Suite(.serialized) struct WebhookTests {
  private static let secret = "whsec_" + Data((0..<32).map { UInt8($0) }).base64EncodedString()

  /// A place for the secret that its owner alone may read.
  private static func secretFile(_ text: String = secret) throws -> Integration.Access.Password {
    let file = FileManager.default.temporaryDirectory.appending(path: "hook-\(UUID().uuidString).secret")
    try Data((text + "\n").utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    return .file(file.path)
  }

  private final class Times: Sendable {
    let now = Mutex(Date())
    func pass(_ seconds: Double) { now.withLock { $0 += seconds } }
  }

  /// The site's integration with that receiver.
  private func integration(
    _ site: ConsoleSite, _ url: String, events: [Integration.Webhook.Event] = Integration.Webhook.Event.allCases
  ) throws -> Integration {
    var integration = site.integration
    integration.webhooks = [Integration.Webhook(url: url, events: events, secret: try Self.secretFile())]
    return integration
  }

  /// A site with calls, a receiver, the site's integration that tells it, and the time for its rounds.
  private func withReceiver(
    _ body: (ConsoleSite, HookReceiver, Integration, Times) async throws -> Void
  ) async throws {
    try await ConsoleSite.with(imports: true) { site in
      let receiver = try HookReceiver()
      defer { receiver.stop() }
      try await body(site, receiver, try integration(site, receiver.url), Times())
    }
  }

  private func round(
    _ integration: Integration, _ times: Times,
    onStep: @escaping @Sendable (WebhookStep) throws -> Void = { _ in }
  ) throws -> WebhookRound.Report {
    var round = WebhookRound(integration, HTTPPoster())
    round.now = { times.now.withLock { $0 } }
    round.onStep = onStep
    return try round.run()
  }

  /// Brings another day of calls.
  private func importMore(_ site: ConsoleSite) throws {
    let id = UUID().uuidString.prefix(8)
    let text = """
      global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;account_code
      \(id);2026-11-12 08:00:00;2026-11-12 08:00:05;2026-11-12 08:01:05;554830200001;32221111;65;60;OUT;ANSWERED;;

      """
    try text.write(
      to: site.directory.appending(path: "cdr/\(UUID().uuidString).csv"), atomically: true, encoding: .utf8)
    _ = try ImportRun(site.integration.importSettings(workers: 1)).run()
  }

  @Test func anImportIsToldOnceFromWhenTheReceiverIsKnown() async throws {
    try await withReceiver { site, receiver, integration, times in
      #expect(try round(integration, times) == WebhookRound.Report(), "what was before is not told")
      try importMore(site)
      #expect(try round(integration, times).done == 1)
      #expect(try round(integration, times).done == 0)
      let message = try #require(receiver.messages.first)
      #expect(receiver.messages.count == 1 && message.path == "/hook")
      let json = try #require(JSONValue.parsed(message.body))
      #expect(json["type"] == "import.finished" && json["data"]?["run"] == 2)
      #expect(json["id"]?.string == message.headers["webhook-id"])
      #expect(message.headers["content-type"] == "application/json")
      #expect(json["integration"] == "Provedor <Exemplo> & Cia")
    }
  }

  /// HMAC-SHA-256 by another program.
  private func signature(_ text: [UInt8], key: [UInt8]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt",
      "hexkey:" + key.map { String(format: "%02x", $0) }.joined(), "-binary",
    ]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(text))
    try input.fileHandleForWriting.close()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return data.base64EncodedString()
  }

  @Test func theSignatureIsWhatAnotherProgramWorksOut() async throws {
    try await withReceiver { site, receiver, integration, times in
      _ = try round(integration, times)
      try importMore(site)
      _ = try round(integration, times)
      let message = try #require(receiver.messages.first)
      let (id, at) = (message.headers["webhook-id"] ?? "", message.headers["webhook-timestamp"] ?? "")
      let expected = try signature(Array("\(id).\(at).".utf8) + message.body, key: (0..<32).map { UInt8($0) })
      #expect(message.headers["webhook-signature"] == "v1,\(expected)")
      #expect(Int64(at).map { abs($0 - Int64(Date().timeIntervalSince1970)) < 60 } == true)
    }
  }

  /// RFC 4231, test case 2 has a short key; case 3 one of 20 bytes: ours are of 24 to 64, so a longer one is worked out.
  @Test func secretsThatAreNoneAreRefused() throws {
    for text in ["", "whsec_", "whsec_AAAA", "abc", "whsec_" + String(repeating: "A", count: 200), "whsec_***"] {
      #expect(throws: WebhookSignature.Failure.self) { try WebhookSignature(secret: text) }
    }
    guard case .file(let path) = try Self.secretFile() else { return }
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(throws: WebhookSignature.Failure.self) { try WebhookSignature(.file(path)) }
  }

  @Test(arguments: ["500", "404", "redirect", "garbage", "down"])
  func aReceiverThatDoesNotTakeItGetsItAgainLater(kind: String) async throws {
    try await ConsoleSite.with(imports: true) { site in
      let elsewhere = try HookReceiver()
      let receiver = try HookReceiver()
      defer { elsewhere.stop() }
      switch kind {
      case "redirect": receiver.set(.redirect(elsewhere.url))
      case "garbage": receiver.set(.garbage)
      case "down": receiver.stop()
      default: receiver.set(.status(Int(kind) ?? 500))
      }
      let integration = try integration(site, receiver.url)
      let times = Times()
      _ = try round(integration, times)
      try importMore(site)
      let report = try round(integration, times)
      #expect(report.failed == 1 && report.problem?.hasPrefix("127.0.0.1: ") == true)
      #expect(elsewhere.messages.isEmpty, "a redirect is not followed")
      #expect(try round(integration, times).failed == 0, "not before its time")
      let kept = try site.integration.openLedger().read { try WebhookOutbox($0).deliveries(limit: 10) }
      #expect(kept.count == 1 && kept[0].state == .pending && kept[0].attempts == 1 && kept[0].error != nil)
      guard kind != "down" else { return }
      receiver.set(.status(200))
      times.pass(11)
      #expect(try round(integration, times).done == 1)
      let ids = Set(receiver.messages.map { $0.headers["webhook-id"] })
      #expect(receiver.messages.count == 2 && ids.count == 1, "the same id, so that it can be told")
      receiver.stop()
    }
  }

  @Test func waitsGrowAndEnd() async throws {
    #expect((1...8).map(WebhookRound.wait(after:)) == [10, 30, 90, 270, 810, 2_430, 7_290, 21_600])
    #expect(WebhookRound.wait(after: 20) == 21_600)
    try await ConsoleSite.with(imports: true) { site in
      let integration = try integration(site, "http://127.0.0.1:9/hook")
      let times = Times()
      var round = WebhookRound(integration) { _, _, _, _ in 503 }
      round.now = { times.now.withLock { $0 } }
      _ = try round.run()
      try importMore(site)
      for _ in 0..<WebhookRound.mostAttempts {
        #expect(try round.run().failed == 1)
        times.pass(21_601)
      }
      #expect(try round.run().failed == 0)
      let kept = try site.integration.openLedger().read { try WebhookOutbox($0).deliveries(state: .failed, limit: 10) }
      #expect(kept.count == 1 && kept[0].status == 503)
      let program = try site.program(days: 3_650)
      let listed = await program.get("integrations/1/webhook-deliveries?state=failed")
      let id = try #require(listed.items.first?["id"]?.whole)
      #expect(await program.send("POST", "integrations/1/webhook-deliveries/\(id)/retry").status == 204)
      #expect(await program.send("POST", "integrations/1/webhook-deliveries/999/retry").status == 404)
      #expect(try round.run().failed == 1)
    }
  }

  private struct Killed: Error {}

  /// A process that dies at any step leaves what the next one goes on from: nothing is lost, and what may come twice has one
  /// id.
  @Test(arguments: WebhookStep.allCases) func aKilledRoundIsMadeGood(step: WebhookStep) async throws {
    try await withReceiver { site, receiver, integration, times in
      _ = try round(integration, times)
      try importMore(site)
      #expect(throws: (any Error).self) {
        try round(integration, times) { if $0 == step { throw Killed() } }
      }
      let sent = receiver.messages.count
      #expect(sent == (step == .answered ? 1 : 0))
      if step != .filled {
        #expect(try round(integration, times).done == 0, "another process does not send what one has taken")
        times.pass(Double(WebhookRound.claimSeconds) + 1)
      }
      #expect(try round(integration, times).done == 1)
      #expect(receiver.messages.count == sent + 1)
      #expect(Set(receiver.messages.map { $0.headers["webhook-id"] }).count == 1)
      #expect(Set(receiver.messages.map(\.body)).count == 1)
    }
  }

  @Test func twoRoundsAtATimeSendEachMessageOnce() async throws {
    try await withReceiver { site, receiver, integration, times in
      _ = try round(integration, times)
      for _ in 0..<6 { try importMore(site) }
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<3 { group.addTask { _ = try? round(integration, times) } }
      }
      _ = try round(integration, times)
      let ids = receiver.messages.map { $0.headers["webhook-id"] }
      #expect(ids.count == 6 && Set(ids).count == 6)
    }
  }

  @Test func closingsAreToldAndNoNumberIsInAnEvent() async throws {
    try await withReceiver { site, receiver, integration, times in
      site.pass(minutes: 400 * 24 * 60)
      _ = try round(integration, times)
      let program = try site.program(days: 3_650)
      let closed = await program.send(
        "POST", "integrations/1/services/close", ["cycle_end_before": "2027-06-01", "with_suspended": true])
      try importMore(site)
      _ = try round(integration, times)
      let messages = receiver.messages.compactMap { JSONValue.parsed($0.body) }
      let event = try #require(messages.first { $0["type"] == "cycle.closed" })
      #expect(event["data"]?["cycles"] == closed.json["cycles"] && event["data"]?["amount"] == closed.json["amount"])
      #expect(event["data"]?["by"] == "ana/erp")
      for message in messages {
        // Its id is a digest in hexadecimal digits, of which ten in a row may be decimal.
        let told = try #require(message["data"]).written + (message["integration"]?.written ?? "")
        #expect(told.firstMatch(of: /[0-9]{10,}/) == nil)
      }
    }
  }

  @Test func aServerTellsByItselfAndASlowReceiverHoldsNobody() async throws {
    let receiver = try HookReceiver(.silence)
    let hook = Integration.Webhook(
      url: receiver.url, events: [.importFinished], secret: try Self.secretFile())
    try await ConsoleSite.with(imports: true, { $0.integrations[0].webhooks = [hook] }) { site in
      let program = try site.program()
      // The server knows its receivers once it has looked.
      try await Task.sleep(for: .seconds(1))
      try importMore(site)
      for _ in 0..<200 where receiver.messages.isEmpty { try await Task.sleep(for: .milliseconds(50)) }
      #expect(receiver.messages.count == 1)
      #expect(await program.get("integrations").status == 200)
      let told = try site.integration.openLedger().read { try WebhookOutbox($0).deliveries(limit: 10) }
      #expect(told.map(\.state) == [.pending], "answered while the receiver has not")
    }
    receiver.stop()
  }
}
