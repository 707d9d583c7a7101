import CallModel
import Ledger
import Output
import Parquet

/// Services as a Parquet file: the columns of `services export --format csv` (spec 11.4).
struct ServiceParquet {
  private let writer: ParquetWriter

  private static let columns = [
    ParquetColumn("contract", .text), ParquetColumn("line", .text), ParquetColumn("plan", .text),
    ParquetColumn("cycle_start", .date), ParquetColumn("cycle_end", .date), ParquetColumn("calls", .integer),
    ParquetColumn("billed_s", .integer), ParquetColumn("allowance_s", .integer), ParquetColumn("surplus_s", .integer),
    ParquetColumn("amount", .decimal), ParquetColumn("description", .text), ParquetColumn("id", .text),
    ParquetColumn("kind", .text), ParquetColumn("state", .text), ParquetColumn("reference", .text),
  ]

  init(to write: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    writer = ParquetWriter(Self.columns, createdBy: RecordParquet.program, to: write)
  }

  func add(_ service: ServiceRow) throws {
    let days = [service.cycleStart, service.cycleEnd].map { Int64($0.daysSinceEpoch) }
    let counts = [service.calls, service.billedSeconds, service.coveredSeconds, service.surplusSeconds]
    for (column, text) in [service.contract, service.line, service.plan].enumerated() { writer.text(column, text) }
    for (index, day) in days.enumerated() { writer.value(3 + index, day) }
    for (index, count) in counts.enumerated() { writer.value(5 + index, Int64(count)) }
    writer.value(9, Int64(service.centavos * 10_000))
    let texts = [
      service.description, service.id, service.kind.rawValue, service.state.rawValue, service.reference ?? "",
    ]
    for (index, text) in texts.enumerated() { writer.text(10 + index, text) }
    try writer.endRow()
  }

  func end() throws { try writer.end() }
}
