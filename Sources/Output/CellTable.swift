/// Cells written once and copied many times: zones, prices, lines. One block of bytes and where each cell begins.
package struct CellTable: Sendable {
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]

  package init(_ cells: some Sequence<[UInt8]>) {
    for cell in cells { append(cell) }
  }

  package mutating func append(_ cell: [UInt8]) {
    bytes += cell
    starts.append(bytes.count)
  }

  package var longest: Int {
    zip(starts, starts.dropFirst()).map { $1 - $0 }.max() ?? 0
  }

  /// Writes cell `index`, of at most `longest` bytes.
  @inline(__always)
  func write(_ index: Int, to text: inout TextCursor) {
    let start = starts[index]
    let length = starts[index + 1] - start
    bytes.withUnsafeBufferPointer { bytes in
      // SAFETY: the cells lie one after the other in `bytes`.
      if let address = bytes.baseAddress { text.put(address + start, length) }
    }
  }
}
