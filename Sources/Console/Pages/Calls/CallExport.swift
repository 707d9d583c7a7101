import Importing
import Ledger

/// Calls of a filter as a file, piece by piece, for pages and programs.
enum CallExport {
  static func write(
    _ selection: RecordSelection, of ledger: Ledger, as format: RecordFormat, to sink: ([UInt8]) throws -> Void
  ) throws {
    try withoutActuallyEscaping(sink) { sink in
      _ = try RecordStream.write(selection, of: ledger, as: format, masksNumbers: false) { bytes in
        try sink([UInt8](bytes))
        return true
      }
    }
  }

  static func words(_ format: RecordFormat) -> String {
    switch format {
    case .csv: say("CSV")
    case .json: say("JSON")
    case .ixc: say("IXC (JSON)")
    case .csvBR: say("CSV para planilha (; e vírgula)")
    case .xlsx: say("Planilha Excel (XLSX)")
    case .parquet: say("Parquet")
    }
  }
}
