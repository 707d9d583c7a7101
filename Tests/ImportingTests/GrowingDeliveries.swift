import Foundation
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport

/// How the files of a scenario come to be delivered: cut into files, these growing by pieces that end anywhere, packed or
/// not, some once more under another name or packed otherwise, some under the name of an earlier one.
struct GrowingDeliveries {
  struct Delivery {
    var name: String
    /// Not packed; what the file holds from now on.
    var bytes: [UInt8]
    var packing: RunVariant.Packing
  }

  /// An import runs after each.
  private(set) var batches: [[Delivery]] = []
  /// What `rate` is to read for the same calls.
  private(set) var wholeFiles: [(name: String, bytes: [UInt8])] = []

  /// - Parameter maximumBatches: imports are slow in debug builds.
  init(_ scenario: Scenario, maximumBatches: Int = 12, _ random: inout SeededRandom) {
    let hasHeader = scenario.options.layout.hasHeader
    // Names without commas, so that the source can be cut off the records.
    for (index, file) in scenario.files.enumerated() {
      wholeFiles.append((name: "f\(index).csv", bytes: file.bytes))
    }
    var queues: [[Delivery]] = []
    for file in wholeFiles {
      for piece in Self.cut(file.name, file.bytes, hasHeader: hasHeader, &random) {
        queues.append(Self.stages(piece.name, piece.bytes, &random))
      }
    }
    reuseNames(&queues, &random)
    var order: [Delivery] = []
    while !queues.isEmpty {
      let index = random.int(0...queues.count - 1)
      order.append(queues[index].removeFirst())
      if queues[index].isEmpty { queues.remove(at: index) }
    }
    let batchSize = random.int(max(1, order.count / maximumBatches)...max(1, order.count / 2))
    var batch: [Delivery] = []
    for delivery in order {
      // An import comes between two states of one file.
      if batch.count >= batchSize || batch.contains(where: { $0.name == delivery.name }) {
        batches.append(batch)
        batch.removeAll()
      }
      batch.append(delivery)
    }
    batches.append(batch)
  }

  /// The file longer and longer; then perhaps packed otherwise, or under another name.
  private static func stages(_ name: String, _ bytes: [UInt8], _ random: inout SeededRandom) -> [Delivery] {
    var ends = (0..<random.pick([0, 0, 1, 2, 3])).map { _ in random.int(0...bytes.count) }.sorted()
    ends.append(bytes.count)
    var packing = random.pick([RunVariant.Packing.plain, .plain, .gzip])
    var stages = ends.map { Delivery(name: name, bytes: Array(bytes[..<$0]), packing: packing) }
    if random.chance(percent: 15) {
      packing = packing == .plain ? .gzip : .gzipOfSeveralMembers
      stages.append(Delivery(name: name, bytes: bytes, packing: packing))
    }
    if random.chance(percent: 15) {
      stages.append(
        Delivery(name: "copy-of-\(name)", bytes: bytes, packing: random.pick(RunVariant.Packing.allCases)))
    }
    return stages
  }

  /// A file may come under the name of one that is done: one after the other, with an import between them.
  private func reuseNames(_ queues: inout [[Delivery]], _ random: inout SeededRandom) {
    guard queues.count > 1, random.chance(percent: 30) else { return }
    let first = random.int(0...queues.count - 2)
    guard let done = queues[first].last, done.bytes.last == UInt8(ascii: "\n") else { return }
    let name = queues[first][0].name
    queues[first] += queues.remove(at: first + 1).map { stage in
      let isCopy = stage.name.hasPrefix("copy-of-")
      return Delivery(name: isCopy ? "other-\(stage.name)" : name, bytes: stage.bytes, packing: stage.packing)
    }
  }

  /// The rows of a file in several, each with its head.
  static func cut(
    _ name: String, _ bytes: [UInt8], hasHeader: Bool, _ random: inout SeededRandom
  ) -> [(name: String, bytes: [UInt8])] {
    let head = bytes.withUnsafeBytes { FileHead($0, hasHeader: hasHeader, isWhole: true) }
    guard let head, !head.isEmpty, head.rowsStart < bytes.count else { return [(name, bytes)] }
    let count = random.int(1...4)
    var pieces = (0..<count).map { (name: "\($0)-\(name)", bytes: Array(bytes[..<head.rowsStart])) }
    var start = head.rowsStart
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      let index = random.int(0...(count - 1))
      // A head or row without its line end would run into the next.
      if let last = pieces[index].bytes.last, last != UInt8(ascii: "\n"), pieces[index].bytes.count > 3 {
        pieces[index].bytes.append(UInt8(ascii: "\n"))
      }
      pieces[index].bytes += bytes[start..<end]
      start = end
    }
    return pieces
  }
}
