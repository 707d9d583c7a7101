import ByteScanning
import CallModel
import Output
import Pipeline

extension SegmentRow {
  /// Writes the columns of `call-records.csv`, with its guard against formulas.
  ///
  /// - Parameters:
  ///   - masksNumbers: caller and called but for their last digits as `*` (`NumberMask`).
  ///   - costs: adds `cost` and `margin` behind them.
  package func writeCSV(masksNumbers: Bool = false, costs: CallCosts? = nil, to buffer: TextBuffer) {
    for column in Column.inCallRecords {
      if column != .globalID { buffer.append(UInt8(ascii: ",")) }
      withShown(column, masksNumbers: masksNumbers) { cell in
        buffer.append(cell: cell, guardsFormulas: column == .globalID || column == .source)
      }
    }
    if let costs {
      let cost = costs.cost(self)
      buffer.append(",\(CallCosts.text(cost?.micros)),\(CallCosts.text(cost?.margin))")
    }
    buffer.append(UInt8(ascii: "\n"))
  }

  /// Writes the columns of `call-records.csv` as a JSON object: seconds as numbers, amounts as text, so that no reader's
  /// floating point rounds them; null where there is no price.
  package func writeJSON(masksNumbers: Bool = false, costs: CallCosts? = nil, to buffer: TextBuffer) {
    buffer.append(UInt8(ascii: "{"))
    for column in Column.inCallRecords {
      if column != .globalID { buffer.append(UInt8(ascii: ",")) }
      buffer.append("\"\(column.name)\":")
      withShown(column, masksNumbers: masksNumbers) { cell in
        if column == .price, cell.isEmpty {
          buffer.append("null")
        } else if column.isWholeNumber {
          buffer.append(cell)
        } else {
          buffer.append(json: cell)
        }
      }
    }
    if let costs {
      let cost = costs.cost(self)
      for (name, micros) in [("cost", cost?.micros), ("margin", cost?.margin)] {
        buffer.append(",\"\(name)\":" + (micros == nil ? "null" : "\"\(CallCosts.text(micros))\""))
      }
    }
    buffer.append(UInt8(ascii: "}"))
  }

  /// Writes the call with the names of the IXC ERP's `cdr` (spec 4.4).
  ///
  /// - Parameter service: the ERP's id of the additional service it is charged by; blank if the ERP has none yet.
  package func writeIXC(service: String, masksNumbers: Bool = false, to buffer: TextBuffer) {
    buffer.append("{\"calldate\":\"")
    buffer.append(Bytes(rebasing: self[.startedAt][..<10]))
    buffer.append(UInt8(ascii: " "))
    buffer.append(Bytes(rebasing: self[.startedAt][11..<19]))
    buffer.append("\",\"src\":")
    withShown(.caller, masksNumbers: masksNumbers) { buffer.append(json: $0) }
    buffer.append(",\"dst\":")
    withShown(.called, masksNumbers: masksNumbers) { buffer.append(json: $0) }
    buffer.append(",\"billsec\":\"")
    buffer.append(self[.duration])
    buffer.append("\",\"tp_chamada\":")
    buffer.append(json: self[.zone])
    buffer.append(",\"valor_user\":\"")
    buffer.append(self[.amount])
    buffer.append("\",\"identificador_global_summit\":")
    buffer.append(json: self[.globalID])
    buffer.append(",\"id_contrato_servico\":")
    Array(service.utf8).withUnsafeBufferPointer { buffer.append(json: $0) }
    buffer.append(UInt8(ascii: "}"))
  }

  /// Calls `body` with a cell as it is to be shown.
  func withShown(_ column: Column, masksNumbers: Bool, _ body: (Bytes) -> Void) {
    guard masksNumbers, column == .caller || column == .called else { return body(self[column]) }
    NumberMask.mask(self[column]).withUnsafeBufferPointer(body)
  }
}

extension SegmentRow.Column {
  /// Those of `call-records.csv`, in its order.
  static let inCallRecords = allCases.filter { $0.rawValue <= source.rawValue }

  /// As the header of `call-records.csv` has it.
  var name: String { Self.names[rawValue] }

  private static let names =
    CallRecordFormatter.header.dropLast().split(separator: ",").map(String.init)

  var isWholeNumber: Bool {
    switch self {
    case .duration, .billed, .allowance, .surplus: true
    default: false
    }
  }
}

extension TextBuffer {
  /// Appends text as a JSON string; invalid UTF-8 as U+FFFD.
  package func append(json text: Bytes) {
    append(UInt8(ascii: "\""))
    if text.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      append(text)
    } else {
      for scalar in String(decoding: text, as: UTF8.self).unicodeScalars { append(json: scalar) }
    }
    append(UInt8(ascii: "\""))
  }

  private func append(json scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": append("\\\"")
    case "\\": append("\\\\")
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      append("\\u" + scalar.value.padded(to: 4, radix: 16))
    default: append(String(Character(scalar)))
    }
  }
}
