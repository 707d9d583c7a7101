/// What the bytes of a format are, for those who open or send them.
package enum FileKind: Sendable, CaseIterable {
  case csv, json, workbook, parquet

  /// As HTTP names it.
  package var mediaType: String {
    switch self {
    case .csv: "text/csv"
    case .json: "application/json"
    case .workbook: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .parquet: "application/vnd.apache.parquet"
    }
  }

  package var fileExtension: String {
    switch self {
    case .csv: "csv"
    case .json: "json"
    case .workbook: "xlsx"
    case .parquet: "parquet"
    }
  }

  package var isText: Bool { self == .csv || self == .json }
}
