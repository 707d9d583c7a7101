@testable import ReferenceRating

/// The facts of delivered rows, as `ReferenceRating` reads them. What this target knows of its reading is here.
struct RowFacts {
  /// Of the timestamps, and of what is shown.
  struct Clocks {
    let layout: LocalClock
    let integration: LocalClock
  }

  private let reader: RowReader

  init(layout: ReferenceLayout, header: [UInt8], clocks: Clocks) {
    let reader = RowReader(
      layout: layout, header: layout.fields(of: header[...]), layoutClock: clocks.layout, clock: clocks.integration)
    guard let reader else { preconditionFailure("the files of a sequence have all columns of its layout") }
    self.reader = reader
  }

  /// nil: the call was not answered, or is ignored.
  func read(_ bytes: [UInt8], name: String, id: RowID) throws(Fault) -> ReadCall? {
    var checks = ReferenceChecks()
    let row = InputRow(file: Text(name), line: PlacedLine.encode(id), bytes: bytes[...])
    guard case .call(let call) = try reader.read(row, &checks) else { return nil }
    return call
  }

  /// The lines of a file by number, from 1; a last one without its end is one. The files of sequences end theirs in `\n`.
  static func lines(_ bytes: [UInt8]) -> [(line: Int, bytes: [UInt8])] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
      .map { (line: $0.offset + 1, bytes: Array($0.element)) }
      .filter { !$0.bytes.isEmpty }
  }
}
