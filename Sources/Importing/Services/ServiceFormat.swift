import CallModel
import Foundation
import Ledger
import Listing
import Output
import Spreadsheets

/// How services are handed to others (spec 4.4).
package enum ServiceFormat: String, Sendable, CaseIterable {
  /// The columns of `additional-services.csv`, then id, kind, state and reference.
  case csv
  /// An array of objects with all that is known.
  case json
  /// An array of objects as the IXC ERP's web service takes them (`cliente_contrato_servicos`).
  case ixc
  /// An array of objects for billing systems that take one-time events (spec 11.2).
  case events
  /// An array of objects with the items of each contract's NFCom invoice (spec 11.3).
  case nfcomItems = "nfcom-items"
  /// The columns of `csv` for a spreadsheet with Brazilian settings.
  case csvBR = "csv-br"
  /// The same as a workbook.
  case xlsx
  /// The columns of `csv` as a Parquet file.
  case parquet

  package var kind: FileKind {
    switch self {
    case .csv, .csvBR: .csv
    case .json, .ixc, .events, .nfcomItems: .json
    case .xlsx: .workbook
    case .parquet: .parquet
    }
  }

  /// Whether it is no text: it then goes to a file only.
  package var isBinary: Bool { !kind.isText }

  /// Those that this build writes.
  package static var built: [ServiceFormat] { allCases.filter { $0 != .xlsx || XLSXWriter.isBuiltIn } }

  /// Whether the one who takes it charges what is in it; the others are lists for people and programs, which have a
  /// service's kind and state.
  package var charges: Bool { self == .ixc || self == .events || self == .nfcomItems }
}

/// Writes services one after the other in a format: a line each.
package struct ServiceWriter {
  private let format: ServiceFormat
  private let encoder: JSONEncoder
  private let ixc: IXCTerms?
  private let write: ([UInt8]) throws -> Void
  private var count = 0
  private var sheet: (any SheetWriter)?
  private var parquet: ServiceParquet?
  private let invoices: InvoiceWriter

  /// - Parameters:
  ///   - ixc: of `ixc`, which without them writes no service.
  ///   - write: takes the next bytes.
  package init(_ format: ServiceFormat, ixc: IXCTerms? = nil, to write: @escaping ([UInt8]) throws -> Void) {
    self.init(format, ixc: ixc, classes: nil, to: write)
  }

  /// - Parameter classes: what cuts services into classes of calls, for `nfcom-items`.
  init(
    _ format: ServiceFormat, ixc: IXCTerms?, classes: ServiceClasses?, _ codes: InvoiceClasses = .standard,
    to write: @escaping ([UInt8]) throws -> Void
  ) {
    self.format = format
    self.ixc = ixc
    self.write = write
    invoices = InvoiceWriter(classes, codes, to: write)
    encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// Writes what comes before the first service.
  package mutating func begin() throws {
    switch format {
    case .csv: try write(Array(ServiceListing.columns.csvHeader.utf8))
    case .csvBR: try write(Array(BrazilianCSV.header(ServiceSheet.columns).utf8))
    case .xlsx:
      sheet = try XLSXWriter(ServiceSheet.columns, name: ServiceSheet.name) { [write] in try write(Array($0)) }
    case .parquet: parquet = ServiceParquet { [write] in try write(Array($0)) }
    case .nfcomItems: try invoices.begin()
    case .json, .ixc, .events: try write(Array("[".utf8))
    }
  }

  package mutating func add(_ service: ListedService) throws {
    switch format {
    case .csv: try write(ServiceListing.columns.csv(service))
    case .json: try add(ServiceListing.columns.object(service))
    case .ixc: if let ixc { try add(IXCBody(service.service, ixc).fields) }
    case .events: try add(EventService(service.service))
    case .nfcomItems: try invoices.add(service.service)
    case .csvBR:
      let row = TextBuffer(capacity: 1 << 9)
      BrazilianCSV.append(ServiceSheet.cells(service.service), to: row)
      try write(Array(row.bytes))
    case .xlsx: try sheet?.add(ServiceSheet.cells(service.service))
    case .parquet: try parquet?.add(service.service)
    }
    count += 1
  }

  /// Writes what comes after the last.
  package func end() throws {
    switch format {
    case .csv, .csvBR: break
    case .xlsx: try sheet?.end()
    case .parquet: try parquet?.end()
    case .nfcomItems: try invoices.end()
    case .json, .ixc, .events: try write(Array((count == 0 ? "]\n" : "\n]\n").utf8))
    }
  }

  private func add(_ object: some Encodable) throws {
    try write(Array((count == 0 ? "\n" : ",\n").utf8) + Array(try encoder.encode(object)))
  }
}

extension ServiceWriter {
  /// What a program reads where there is no service.
  package static func nothing(as format: ServiceFormat) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var writer = ServiceWriter(format) { bytes += $0 }
    try writer.begin()
    try writer.end()
    return bytes
  }
}

extension RecordedServices {
  /// Writes services in a format, without noting it.
  package func write(
    _ selection: ServiceSelection, as format: ServiceFormat, to write: @escaping ([UInt8]) throws -> Void
  ) throws {
    var writer = ServiceWriter(format, to: write)
    try writer.begin()
    try forEach(selection) { try writer.add($0) }
    try writer.end()
  }
}

extension ServiceRow {
  /// Reais with two decimals, `-` before a credit.
  package var amount: String { Self.amount(centavos) }

  package static func amount(_ centavos: Int128) -> String { Money.text(micros: centavos * 10_000, decimals: 2) }
}

extension RecordedServices {
  /// Services in the columns of `services export --format csv`.
  package static func csv(_ services: [ServiceRow]) -> [UInt8] {
    Array(ServiceListing.columns.csvHeader.utf8)
      + services.flatMap { ServiceListing.columns.csv(ListedService(service: $0)) }
  }
}

/// A service as a one-time event (spec 11.2): what any billing system asks of one. Sorted by name.
struct EventService: Encodable {
  let contract: String
  let line: String
  let description: String
  let amount: String
  let period_start: String
  let period_end: String
  /// The service's id: who takes an event twice knows it by that.
  let reference: String

  init(_ service: ServiceRow) {
    contract = service.contract
    line = service.line
    description = service.description
    amount = service.amount
    period_start = service.cycleStart.description
    period_end = service.cycleEnd.description
    reference = service.id
  }
}
