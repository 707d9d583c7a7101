import CallModel
import ERP
import Foundation
import Importing
import Ledger
import Platform
import Registry

extension Integration {
  /// The ERP that services are handed to: `erp` (spec 11.2).
  package struct ERP: Equatable, Sendable {
    /// When services are pushed.
    package enum Push: String, CaseIterable, Sendable {
      /// By `services push` alone.
      case manual
      /// Closed ones also by the scheduler, and after each import.
      case closed
    }

    package var host: String
    /// 1-65535.
    package var port: Int
    /// HTTPS, with the server's certificate checked; without it on this machine alone.
    package var usesTLS: Bool
    /// The certificates of the only authorities that are trusted; nil: those of the system.
    package var caFile: String?
    /// Where the token is, as the ERP shows it: `number:digits`.
    package var token: Access.Password
    package var products: IXCTerms.Products
    package var push: Push
    /// How long one request may take, 1-600.
    package var timeoutSeconds: Int

    package init(
      host: String, port: Int, usesTLS: Bool = true, caFile: String? = nil, token: Access.Password,
      products: IXCTerms.Products, push: Push = .manual, timeoutSeconds: Int = 60
    ) {
      self.host = host
      self.port = port
      self.usesTLS = usesTLS
      self.caFile = caFile
      self.token = token
      self.products = products
      self.push = push
      self.timeoutSeconds = timeoutSeconds
    }

    /// `https://erp.example:443`
    package var baseURL: String {
      let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
      return "\(usesTLS ? "https" : "http")://\(name):\(port)"
    }
  }

  /// What the ERP is told of beside the services, with the numbers as the registry has them now.
  ///
  /// - Throws: as `RegistrySource.erpNumbers`.
  package func ixcTerms(_ ledger: Ledger) throws -> IXCTerms {
    IXCTerms(
      products: erp?.products, numbers: try registry.erpNumbers(ledger),
      hiddenNumbers: try registry.statementTables(ledger).hiddenNumbers, zone: try zoneRules(), lateLimit: lateLimit)
  }

  /// Exports services as the integration and its registry say.
  ///
  /// - Throws: as `ServiceActions.export`, and `RegistrySource.statementTables`.
  package func exportServices(
    _ request: ServiceExportRequest, _ ledger: Ledger, by author: Author, to write: @escaping ([UInt8]) throws -> Void,
    finish: () throws -> Void = {}
  ) throws -> ServiceExportResult {
    var request = request
    request.invoiceClasses = billing.invoiceClasses
    request.lateLimit = lateLimit
    request.hiddenNumbers = try registry.statementTables(ledger).hiddenNumbers
    if request.format == .ixc { request.ixc = try ixcTerms(ledger) }
    return try ServiceActions(ledger, zone: try zoneRules(), author: author).export(request, to: write, finish: finish)
  }

  /// Gives `body` the ledger, and the way to the ERP.
  ///
  /// - Throws: `Problems` with the remedy if the integration names none, or its token cannot be read.
  package func withERP<Value>(
    _ purpose: LedgerSession.Purpose, environment: [String: String] = ProcessInfo.processInfo.environment,
    _ body: (Ledger, ERPClient) throws -> Value
  ) throws -> Value {
    guard let erp else {
      throw Problems([
        Problem(
          path, field: "erp", expected: "the ERP's host, token, product and unit", found: "nothing",
          remedy: "add erp: {host: …, token_file: …, product: …, unit: …, credit_product: …}")
      ])
    }
    let token = try erpToken(erp, environment)
    return try withLedger(purpose) { ledger in
      let caller = HTTPCaller(timeoutSeconds: Double(erp.timeoutSeconds), caFile: erp.caFile)
      defer { caller.shutdown() }
      let connection = ERPConnection(baseURL: erp.baseURL, token: token, caller)
      return try body(ledger, ERPClient(connection, timeoutSeconds: erp.timeoutSeconds))
    }
  }

  private func erpToken(_ erp: ERP, _ environment: [String: String]) throws(Problems) -> PlatformSecret {
    let text: String
    do throws(Access.Password.Failure) {
      text = try erp.token.read(environment: environment)
    } catch {
      throw Problems([
        Problem(
          path, field: "erp.\(error.key.replacing("password", with: "token"))",
          expected: error.expected.replacing("password", with: "token"), found: error.found,
          remedy: error.remedy.replacing("password", with: "token"))
      ])
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw Problems([
        Problem(
          path, field: "erp.token_\(erp.token.isFile ? "file" : "env")",
          expected: "the whole token as the ERP shows it, NUMBER:DIGITS", found: "something else",
          remedy: "copy it from the user's form in the ERP, without Basic and not in base64")
      ])
    }
    return PlatformSecret(text)
  }
}

extension Integration.Access.Password {
  fileprivate var isFile: Bool { if case .file = self { true } else { false } }
}
