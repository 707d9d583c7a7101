import ByteScanning
import CallModel
import FuzzSupport
import Rating
import RecordLayouts
import Registry

@testable import Pipeline

/// Reads one chunk in both ways, side by side.
struct RowCheck {
  private let chunk: UnsafeRawBufferPointer
  private let layout: BoundLayout
  private let fast: RowReader
  private let slow: RowReader

  private static let registry: Registry = {
    guard let tables = try? RegistryLoader.load(tables: FuzzTables.sound) else { fatalError("the registry is sound") }
    return Registry(tables)
  }()

  private static let shards = ShardPlan(registry, sourceBytes: 0, shardSizeBytes: 1)

  init(_ chunk: UnsafeRawBufferPointer, _ layout: BoundLayout) {
    self.chunk = chunk
    self.layout = layout
    fast = RowReader(layout: layout)
    slow = RowReader(layout: layout)
  }

  func run() {
    var fastFields = CallFieldReader(layout: layout)
    var slowFields = CallFieldReader(layout: layout)
    var classifier = CallClassifier(
      registry: Self.registry, zone: layout.zone, places: Self.shards.places, activeLinesOnly: true)
    fast.start(chunk, layout: layout)
    slow.start(chunk, layout: layout, usesMasks: false)
    while true {
      let step = fast.next()
      let twin = slow.next()
      switch (step, twin) {
      case (.end, .end):
        require(fast.lineCount == slow.lineCount, "lines")
        return
      case (.fault(let reason), .fault(let other)):
        require(reason == other, "faults \(reason), \(other)")
        compareRows()
      case (.ignored(let pattern), .ignored(let other)):
        require(pattern == other, "patterns \(pattern), \(other)")
        compareRows()
      case (.fields, .fields):
        compareRows()
        compareFields()
        var fields = CallFields()
        var others = CallFields()
        let reason = fastFields.read(fast.row, into: &fields)
        require(reason == slowFields.read(slow.row, into: &others), "field faults")
        if reason == nil { check(fields, others, &classifier) }
      default: fatalError("steps \(step), \(twin)")
      }
    }
  }

  private func compareRows() {
    require(fast.row.raw.equals(slow.row.raw), "raw")
    require(fast.row.lineInChunk == slow.row.lineInChunk, "line")
    require(fast.row.raw.count <= RowReader.maximumRowBytes, "row too long")
  }

  private func compareFields() {
    for index in 0..<layout.fieldCount { require(fast.row.cell(index).equals(slow.row.cell(index)), "field \(index)") }
  }

  private func check(_ fields: CallFields, _ others: CallFields, _ classifier: inout CallClassifier) {
    require(fields.instant == others.instant && fields.billableSeconds == others.billableSeconds, "fields")
    require(fields.isAnswered == others.isAnswered && fields.direction == others.direction, "values")
    NumberCheck.check(fields.called)
    NumberCheck.check(fields.caller)
    guard case .call = classifier.classify(fields) else { return }
    let size = classifier.completeSizes(fields)
    let page = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 8)
    defer { page.deallocate() }
    classifier.write(fields, chunk: 0, lineInChunk: fast.row.lineInChunk, to: page)
    let view = CallRecordView(address: UnsafeRawPointer(page))
    require(view.sizeBytes == size, "size")
    require(view.globalID.equals(fields.globalID) && view.trunk.equals(fields.trunk), "texts")
    require(view.accountCode.equals(fields.accountCode) && view.leg.equals(fields.leg), "more texts")
    require(view.callerCell.equals(classifier.callerCell), "caller")
    require(view.calledCell.equals(classifier.calledCell), "called")
    require(view.head.duration == fields.billableSeconds && view.head.instant == fields.instant, "head")
  }
}
