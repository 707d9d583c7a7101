import CallModel
import Foundation
import Integration
import RunSupport
import Testing

@Suite("integration.yml: webhooks (spec 8.2)")
struct WebhookFaultTests {
  @Test func `receivers are read with what they are told of`() throws {
    let files = try IntegrationFiles(
      IntegrationFiles.least + """
        webhooks:
          - {url: "https://erp.example/summit?x=1", secret_file: hook.secret}
          - {url: "http://127.0.0.1:9/h", secret_env: HOOK, events: [cycle.closed, import.finished], ca_file: ca.pem}

        """)
    let webhooks = try files.load().webhooks
    let directory = files.directory.path
    #expect(webhooks.count == 2)
    #expect(
      webhooks.first
        == Integration.Webhook(
          url: "https://erp.example/summit?x=1", events: [.importFinished, .alertRaised, .cycleClosed],
          secret: .file(directory + "/hook.secret")))
    #expect(
      webhooks.last
        == Integration.Webhook(
          url: "http://127.0.0.1:9/h", events: [.importFinished, .cycleClosed], secret: .environment("HOOK"),
          caFile: directory + "/ca.pem"))
    #expect(try IntegrationFiles().load().webhooks.isEmpty)
  }

  @Test(
    "each fault names its receiver and key, and shows no secret",
    arguments: [
      ("webhooks: x", "webhooks: expected a list"), ("webhooks: [x]", "webhooks.0: expected a mapping"),
      ("webhooks: [{url: 'https://a/', secret: whsec_S3cret, secret_env: A}]", "webhooks.0.secret: expected no secret"),
      ("webhooks: [{url: 'https://a/'}]", "webhooks.0: expected secret_env or secret_file, found neither"),
      ("webhooks: [{url: 'https://a/', secret_env: A, secret_file: b}]", "secret_env or secret_file, found both"),
      ("webhooks: [{secret_env: A}]", "webhooks.0.url: expected a value"),
      ("webhooks: [{url: 'https://a/', secret_env: A, events: [x]}]", "webhooks.0.events: expected a list of import."),
      ("webhooks: [{url: 'https://a/', secret_env: A, event: x}]", "webhooks.0: expected one of the keys url,"),
      (
        "webhooks: [{url: 'https://a/', secret_env: A}, {url: 'https://a/', secret_env: B}]",
        "webhooks.1.url: expected each url once"
      ),
      ("webhooks: [{url: 'http://erp.example/', secret_env: A}]", "webhooks.0.url: expected https://HOST/PATH"),
      ("webhooks: [{url: 'ftp://a/', secret_env: A}]", "webhooks.0.url: expected https://HOST/PATH"),
      ("webhooks: [{url: 'https://u:p4ss@a/', secret_env: A}]", "webhooks.0.url: expected https://HOST/PATH"),
      ("webhooks: [{url: 'https:///x', secret_env: A}]", "webhooks.0.url: expected https://HOST/PATH"),
      ("webhooks: [{url: 'http://127.0.0.1.evil.example/', secret_env: A}]", "webhooks.0.url: expected https://HOST"),
    ])
  func faults(yaml: String, expected: String) throws {
    let faults = try IntegrationFiles(IntegrationFiles.least + yaml + "\n").faults()
    #expect(faults.count == 1 && faults[0].contains(expected), "\(faults)")
    #expect(!faults[0].contains("S3cret") && !faults[0].contains("p4ss"))
  }
}
