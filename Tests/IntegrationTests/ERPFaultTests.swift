import CallModel
import Foundation
import Importing
import Integration
import Ledger
import RunSupport
import Testing

@Suite("integration.yml: erp (spec 11.2)")
struct ERPFaultTests {
  private static let least = "host: ixc.example, token_env: IXC, product: 10, unit: 1, credit_product: 11"

  private static func files(_ erp: String) throws -> IntegrationFiles {
    try IntegrationFiles(IntegrationFiles.least + "erp: {\(erp)}\n")
  }

  @Test func `it is read with its defaults`() throws {
    let erp = try #require(try Self.files(Self.least).load().erp)
    #expect(
      erp
        == Integration.ERP(
          host: "ixc.example", port: 443, token: .environment("IXC"),
          products: IXCTerms.Products(product: 10, unit: 1, creditProduct: 11, creditLink: 10)))
    #expect(erp.push == .manual && erp.baseURL == "https://ixc.example:443")
    let local = try #require(
      try Self.files(
        "\(Self.least), port: 8090, tls: false, credit_link: 7, push: closed".replacing(
          "ixc.example", with: "127.0.0.1")
      )
      .load().erp)
    #expect(local.baseURL == "http://127.0.0.1:8090" && local.push == .closed && local.products.creditLink == 7)
    #expect(try IntegrationFiles().load().erp == nil)
  }

  @Test(
    "each fault names its key, and shows no token",
    arguments: [
      ("erp: x", "erp: expected a mapping"),
      ("erp: {\(least), token: '1:S3cret'}", "erp.token: expected no token in this file"),
      (
        "erp: {host: a, product: 1, unit: 1, credit_product: 2}", "erp: expected token_env or token_file, found neither"
      ),
      ("erp: {\(least), token_file: b}", "erp: expected token_env or token_file, found both"),
      ("erp: {\(least), token_env: '1:S3cret'}", "each key once"),
      (
        "erp: {host: a, token_env: '1:S3cret', product: 1, unit: 1, credit_product: 2}",
        "erp.token_env: expected the name of an environment variable"
      ),
      (
        "erp: {host: a, token_file: none, product: 1, unit: 1, credit_product: 2}",
        "erp.token_file: expected a file that only its owner can read, found no such file"
      ),
      ("erp: {token_env: A, product: 1, unit: 1, credit_product: 2}", "erp.host: expected a value"),
      (
        "erp: {host: 'https://a/x', token_env: A, product: 1, unit: 1, credit_product: 2}",
        "erp.host: expected the ERP's host alone"
      ),
      (
        "erp: {host: 'a:8080', token_env: A, product: 1, unit: 1, credit_product: 2}",
        "another port than 443 is port:"
      ),
      ("erp: {\(least), tls: false}", "erp.tls: expected true, but for a host on this machine, found false"),
      ("erp: {\(least), push: always}", "erp.push: expected manual or closed, found 'always'"),
      ("erp: {\(least), credit_link: 0}", "erp.credit_link: expected a number from 1 to 2147483647, found '0'"),
      (
        "erp: {host: a, token_env: A, product: P1, unit: 1, credit_product: 2}", "erp.product: expected a number from 1"
      ),
      ("erp: {host: a, token_env: A, product: 1, credit_product: 2}", "erp.unit: expected a value"),
      ("erp: {host: a, token_env: A, product: 1, unit: 1}", "erp.credit_product: expected a value"),
      ("erp: {\(least), produto: 3}", "erp: expected one of the keys host,"),
      ("erp: {\(least), timeout_seconds: 601}", "erp.timeout_seconds: expected a number from 1 to 600"),
    ])
  func faults(yaml: String, expected: String) throws {
    let faults = try IntegrationFiles(IntegrationFiles.least + yaml + "\n").faults()
    #expect(faults.count == 1 && faults[0].contains(expected), "\(faults)")
    #expect(!faults[0].contains("S3cret"))
  }

  @Test("the token is read when it is needed, whole", arguments: ["", "S3cret", "1:", "1:a:b", "MTphYg== x", "1:a b"])
  func tokens(token: String) throws {
    let integration = try Self.files(Self.least).load()
    #expect {
      try integration.withERP(.looking, environment: ["IXC": token]) { _, _ in }
    } throws: { error in
      let words = "\(error)"
      return words.contains("erp.token_env: expected ") && words.contains("token") && !words.contains("S3cret")
        && !words.contains("password")
    }
  }
}
