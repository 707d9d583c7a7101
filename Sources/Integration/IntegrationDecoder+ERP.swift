import CallModel
import Importing
import Yams

/// `erp` (spec 11.2): the token is never written in the file.
extension IntegrationDecoder {
  private static let erpKeys = [
    "host", "port", "tls", "ca_file", "token_env", "token_file", "product", "unit", "credit_product", "credit_link",
    "push", "timeout_seconds",
  ]
  private static let localHosts: Set<String> = ["127.0.0.1", "::1", "[::1]", "localhost"]
  private static let maximumTimeoutSeconds = 600
  /// The ERP's ids are integers of 32 bits.
  private static let numbers = 1...Int(Int32.max)

  mutating func erp(_ top: YAMLSection) -> Integration.ERP? {
    guard let section = section(top, "erp") else { return nil }
    if let node = section["token"] {
      // The value is not shown: it would be in a log next.
      fault(
        node, "erp.token", expected: "no token in this file", found: "one",
        remedy: "put it into a file that only its owner can read and name that as token_file, or name an environment "
          + "variable as token_env; then make another token, since this file had it")
    }
    checkKeys(section.without("token"), Self.erpKeys)
    let host = erpHost(section)
    let usesTLS = boolean(section, "tls", default: true)
    if !usesTLS, !Self.localHosts.contains(host) {
      fault(
        section["tls"], "erp.tls", expected: "true, but for a host on this machine", found: "false",
        remedy: "the token and customers' services go by TLS only")
    }
    let product = integer(section, "product", in: Self.numbers, default: nil)
    let products = IXCTerms.Products(
      product: product, unit: integer(section, "unit", in: Self.numbers, default: nil),
      creditProduct: integer(section, "credit_product", in: Self.numbers, default: nil),
      creditLink: integer(section, "credit_link", in: Self.numbers, default: product))
    let push = choice(section, "push", default: Integration.ERP.Push.manual)
    let port = integer(section, "port", in: 1...65_535, default: usesTLS ? 443 : 80)
    let timeout = integer(section, "timeout_seconds", in: 1...Self.maximumTimeoutSeconds, default: 60)
    let caFile = caFile(section, usesTLS: usesTLS)
    guard let token = erpToken(section) else { return nil }
    return Integration.ERP(
      host: host, port: port, usesTLS: usesTLS, caFile: caFile, token: token, products: products, push: push,
      timeoutSeconds: timeout)
  }

  /// A name or address alone: the path is always the same.
  private mutating func erpHost(_ section: YAMLSection) -> String {
    let host = text(section, "host", default: nil)
    let isName = host.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"),
        UInt8(ascii: "["), UInt8(ascii: "]"):
        true
      default: false
      }
    }
    let hasPort = host.filter { $0 == ":" }.count == 1
    if !isName || hasPort {
      fault(
        section["host"], "erp.host", expected: "the ERP's host alone, such as ixc.provedor.example", found: "'\(host)'",
        remedy: "leave out https:// and the path; another port than 443 is port:")
    }
    return host
  }

  private mutating func erpToken(_ section: YAMLSection) -> Integration.Access.Password? {
    switch (section["token_env"], section["token_file"]) {
    case (let node?, nil):
      let name = text(section, "token_env", default: nil)
      checkEnvironmentName(name, node, "erp.token_env", what: "token")
      return .environment(name)
    case (nil, let node?):
      let path = path(section, "token_file", default: nil)
      checkPrivate(path, node, "erp.token_file")
      return .file(path)
    case (nil, nil):
      // One that stands in the file was told of already.
      if section["token"] == nil {
        fault(
          nil, "erp", expected: "token_env or token_file", found: "neither",
          remedy: "name the environment variable, or the file, that has the ERP's token")
      }
    default: fault(section["token_file"], "erp", expected: "token_env or token_file", found: "both", remedy: "keep one")
    }
    return nil
  }
}
