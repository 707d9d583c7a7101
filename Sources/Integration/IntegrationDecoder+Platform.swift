import CallModel
import Registry
import Yams

/// `summit_api` and `alerts` (spec 6.3, 6.5).
extension IntegrationDecoder {
  private static let apiKeys = ["host", "port", "tls", "ca_file", "mode", "timeout_seconds"]
  private static let alertKeys = ["day_factor", "day_minimum_reais", "intl_price", "command"]

  /// A request that takes longer is not going to be answered.
  private static let maximumTimeoutSeconds = 600
  private static let maximumDayFactor = 1_000
  /// A program and its arguments: more is a script's work.
  private static let maximumCommandWords = 64

  mutating func summitAPI(_ top: YAMLSection) -> Integration.SummitAPI? {
    guard let section = section(top, "summit_api") else { return nil }
    checkKeys(section, Self.apiKeys)
    let endpoint = endpoint(section)
    let usesTLS = boolean(section, "tls", default: false)
    return Integration.SummitAPI(
      host: endpoint.host, port: endpoint.port, usesTLS: usesTLS, caFile: caFile(section, usesTLS: usesTLS),
      mode: choice(section, "mode", default: .beta),
      timeoutSeconds: integer(section, "timeout_seconds", in: 1...Self.maximumTimeoutSeconds, default: 10))
  }

  mutating func caFile(_ section: YAMLSection, usesTLS: Bool) -> String? {
    guard let node = section["ca_file"] else { return nil }
    let path = path(section, "ca_file", default: "")
    if !usesTLS {
      fault(node, section.key("ca_file"), expected: "tls: true with it", found: "no TLS, which has no certificates")
    }
    return path
  }

  mutating func alerts(_ top: YAMLSection) -> Integration.Alerts {
    var alerts = Integration.Alerts()
    guard let section = section(top, "alerts") else { return alerts }
    checkKeys(section, Self.alertKeys)
    alerts.dayFactor = integer(section, "day_factor", in: 1...Self.maximumDayFactor, default: alerts.dayFactor)
    alerts.dayMinimum = money(section, "day_minimum_reais", default: alerts.dayMinimum)
    alerts.internationalPrice = money(section, "intl_price", default: alerts.internationalPrice)
    alerts.command = command(section, "command")
    return alerts
  }

  /// Reais.
  private mutating func money(_ section: YAMLSection, _ name: String, default fallback: Money) -> Money {
    guard let node = section[name] else { return fallback }
    guard let money = node.scalar.flatMap({ Money(decimal: $0.string) }) else {
      fault(
        node, section.key(name), expected: "reais, with a point before any decimals, at most 6, such as 3.00",
        found: node.shown)
      return fallback
    }
    return money
  }

  /// A program, or a list of one and its arguments.
  private mutating func command(_ section: YAMLSection, _ name: String) -> [String] {
    guard let node = section[name] else { return [] }
    guard let list = node.sequence else {
      let program = text(section, name, default: "")
      if program.contains(" ") {
        fault(
          node, section.key(name), expected: "a program without arguments, or a list", found: node.shown,
          remedy: "write it as a list: [program, argument, …]; no shell reads it")
      }
      return program.isEmpty ? [] : [located(program)]
    }
    let words = list.compactMap { $0.scalar?.string }
    guard let program = words.first, !program.isEmpty, words.count == list.count,
      words.count <= Self.maximumCommandWords, !words.contains(where: { $0.contains("\0") })
    else {
      fault(
        node, section.key(name), expected: "a list of a program and its arguments, at most \(Self.maximumCommandWords)",
        found: list.isEmpty ? "an empty list" : "something else")
      return []
    }
    return [located(program)] + words.dropFirst()
  }

  /// A program's path is relative to the file; one without `/` is looked for in PATH.
  private func located(_ program: String) -> String {
    guard program.contains("/"), !program.hasPrefix("/") else { return program }
    let joined = Integration.joined(directory, program)
    return joined.contains("/") ? joined : "./" + joined
  }
}
