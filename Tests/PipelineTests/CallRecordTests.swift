import CallModel
import Testing

@testable import Pipeline

@Suite("Calls between the stages")
struct CallRecordTests {
  /// Around what a byte can say, and the longest a row can have.
  private static let lengths = [0, 1, 7, 127, 128, 254, 255, 256, 300, 131_072]

  private func record(_ lengths: [Int], _ body: (CallRecordView, Int) -> Void) {
    var record = CallRecord()
    record.set(instant: -3, duration: 1_000_000_000)
    record.setHead(direction: .outbound, told: [.byRegistry, .calledIsE164], isLoose: true)
    record.kind = NumberKind.unified.rawValue
    let texts = CallRecord.Lengths(
      globalID: lengths[0], trunk: lengths[1], accountCode: lengths[2], leg: lengths[3], callerCell: lengths[4],
      calledCell: lengths[5])
    let size = record.setLengths(texts)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    defer { memory.deallocate() }
    guard let start = memory.baseAddress else { return }
    start.storeBytes(of: record, as: CallRecord.self)
    var at = start + MemoryLayout<CallRecord>.size
    if record.isLong { at = texts.write(to: at) }
    for (index, length) in lengths.enumerated() {
      at.initializeMemory(as: UInt8.self, repeating: UInt8(65 + index), count: length)
      at += length
    }
    #expect(at <= start + size)
    body(CallRecordView(address: UnsafeRawPointer(start)), size)
  }

  @Test func `texts of any length are what was written, none is cut`() {
    var state: UInt64 = 7
    for round in 0..<400 {
      let lengths = (0..<6).map { index in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        // Each length alone among short ones, then all mixed.
        return round < 60 ? (index == round % 6 ? Self.lengths[round / 6] : 3) : Self.lengths[Int(state >> 33) % 10]
      }
      record(lengths) { view, size in
        #expect(view.sizeBytes == size && size % 8 == 0)
        let texts = [view.globalID, view.trunk, view.accountCode, view.leg, view.callerCell, view.calledCell]
        for (index, text) in texts.enumerated() {
          #expect(text.count == lengths[index])
          #expect(text.allSatisfy { $0 == UInt8(65 + index) })
        }
        #expect(view.head.hasGlobalID == (lengths[0] > 0))
      }
    }
  }

  @Test func `small values stand beside each other`() {
    record([1, 2, 3, 4, 5, 6]) { view, _ in
      let head = view.head
      #expect(head.instant == -3 && head.duration == 1_000_000_000)
      #expect(head.told == [.byRegistry, .calledIsE164])
      #expect(head.isLoose)
      #expect(head.kind == NumberKind.unified.rawValue && head.direction == Direction.outbound.rawValue)
    }
    #expect(MemoryLayout<CallRecord>.size == 52)
  }

  @Test(arguments: [Int64(-86_400), 0, 1_793_502_000, 7_258_204_800])
  func `starts of all years that a row can have are held`(instant: Int64) {
    var record = CallRecord()
    record.set(instant: instant, duration: 0)
    #expect(record.instant == instant && CallRecord.instants.contains(instant))
  }
}
