import CallModel
import Foundation
import Yams

/// `webhooks` (spec 8.2): a list of receivers.
extension IntegrationDecoder {
  private static let webhookKeys = ["url", "events", "secret_env", "secret_file", "ca_file"]
  /// More receivers are one that hands on.
  private static let maximumWebhooks = 20
  private static let maximumURLBytes = 2_000

  mutating func webhooks(_ top: YAMLSection) -> [Integration.Webhook] {
    guard let node = top["webhooks"] else { return [] }
    guard let list = node.sequence, list.count <= Self.maximumWebhooks else {
      fault(
        node, "webhooks",
        expected: "a list of at most \(Self.maximumWebhooks) receivers, each with url and secret_file",
        found: node.sequence.map { "\($0.count)" } ?? node.shown)
      return []
    }
    var webhooks: [Integration.Webhook] = []
    for (index, entry) in list.enumerated() {
      guard let mapping = entry.mapping else {
        fault(entry, "webhooks.\(index)", expected: "a mapping of keys to values", found: entry.shown)
        continue
      }
      let section = YAMLSection(mapping: mapping, path: "webhooks.\(index)", line: entry.mark?.line)
      guard let webhook = webhook(section) else { continue }
      if webhooks.contains(where: { $0.url == webhook.url }) {
        fault(section["url"], section.key("url"), expected: "each url once", found: "the same again")
      }
      webhooks.append(webhook)
    }
    return webhooks
  }

  private mutating func webhook(_ section: YAMLSection) -> Integration.Webhook? {
    if let node = section["secret"] {
      // The value is not shown: it would be in a log next.
      fault(
        node, section.key("secret"), expected: "no secret in this file", found: "one",
        remedy:
          "put it into a file that only its owner can read and name that as secret_file; then draw another, since "
          + "this file had it")
    }
    checkKeys(section.without("secret"), Self.webhookKeys)
    let url = text(section, "url", default: nil)
    if !url.isEmpty { checkURL(url, section) }
    let events = events(section)
    guard let secret = secret(section), !url.isEmpty else { return nil }
    return Integration.Webhook(
      url: url, events: events, secret: secret,
      caFile: section["ca_file"] == nil ? nil : path(section, "ca_file", default: ""))
  }

  private mutating func checkURL(_ url: String, _ section: YAMLSection) {
    let parts = URLComponents(string: url)
    let host = parts?.host ?? ""
    let isLocal = ["127.0.0.1", "[::1]", "::1", "localhost"].contains(host)
    let isSafe = parts?.scheme == "https" || (parts?.scheme == "http" && isLocal)
    let isPlain = url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    guard isSafe, isPlain, !host.isEmpty, parts?.user == nil, parts?.fragment == nil,
      url.utf8.count <= Self.maximumURLBytes
    else {
      fault(
        section["url"], section.key("url"),
        expected: "https://HOST/PATH without user or fragment, or http:// on this machine", found: "another address",
        remedy: "events are of customers: they go by TLS only")
      return
    }
  }

  private mutating func events(_ section: YAMLSection) -> [Integration.Webhook.Event] {
    let all = Integration.Webhook.Event.allCases
    guard let node = section["events"] else { return all }
    let named = node.sequence?.map { $0.scalar.flatMap { Integration.Webhook.Event(rawValue: $0.string) } } ?? []
    guard !named.isEmpty, !named.contains(nil) else {
      fault(
        node, section.key("events"), expected: "a list of \(all.map(\.rawValue).joined(separator: ", "))",
        found: node.shown)
      return all
    }
    return all.filter { named.contains($0) }
  }

  private mutating func secret(_ section: YAMLSection) -> Integration.Access.Password? {
    switch (section["secret_env"], section["secret_file"]) {
    case (.some, nil): return .environment(text(section, "secret_env", default: nil))
    case (nil, .some): return .file(path(section, "secret_file", default: nil))
    default:
      fault(
        section["url"], section.path, expected: "secret_env or secret_file",
        found: section["secret_env"] == nil ? "neither" : "both",
        remedy: "draw one: echo \"whsec_$(openssl rand -base64 32)\" > hook.secret; chmod 600 hook.secret")
      return nil
    }
  }
}
