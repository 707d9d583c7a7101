import ByteScanning
import CallModel
import FuzzSupport
import RecordLayouts
import Registry

@testable import Pipeline

/// What libFuzzer, which brings `main`, calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzRows.run(UnsafeBufferPointer(start: bytes, count: count))
}

/// Any bytes as rows of a CDR file: nothing crashes or reads outside its memory, the scan by masks finds what the scan
/// byte by byte finds, and a call written between the stages is read back as it was.
///
/// The first byte of an input chooses the layout (modulo their number) and, with its top bit, that the header is the input's own.
enum FuzzRows {
  private static let layouts = BuiltInLayouts.names.map { name in
    guard let layout = try? BuiltInLayouts.layout(named: name) else { fatalError("no layout \(name)") }
    return layout
  }

  private static let zone: TimeZoneRules = {
    guard let zone = TimeZoneRules(builtIn: "America/Sao_Paulo") else { fatalError("no zone") }
    return zone
  }()

  private static let summitHeader = Array(
    ("global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;"
      + "account_code").utf8)

  static func run(_ input: Bytes) -> CInt {
    guard let choice = input.first else { return 0 }
    var bytes = Array(input.dropFirst())
    let layout = layouts[Int(choice & 0x7F) % layouts.count]
    var header = summitHeader
    if choice >= 0x80 {
      let head = bytes.withUnsafeBytes { FileHead($0, hasHeader: layout.hasHeader, isWhole: true) }
      guard let head else { return 0 }
      header = head.header
      bytes.removeFirst(head.rowsStart)
    }
    guard let bound = try? BoundLayout(layout, zone: zone, header: header) else { return 0 }
    // Memory of its own and of just that size, so that the address sanitiser sees one byte too many.
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    defer { chunk.deallocate() }
    chunk.copyBytes(from: bytes)
    RowCheck(UnsafeRawBufferPointer(chunk), bound).run()
    return 0
  }
}
