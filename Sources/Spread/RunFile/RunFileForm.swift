import FileInput

/// The form of a run file: what passes between the steps (docs/formats.md). Numbers are little-endian.
///
/// ```
/// head (64 bytes) | sections, each of blocks | index: 40 bytes a section | tail (64 bytes)
/// ```
///
/// A block is {XXH3-64 of the rest of it, length, records, bytes}; an entry of the index {offset, length, records, XXH3-128
/// of the heads of the section's blocks}. The tail's digest is of head and index, and so stands for every byte.
enum RunFileForm {
  static let magic: [UInt8] = Array("SUMMITSR".utf8)
  static let endMagic: [UInt8] = Array("SRWHOLE\n".utf8)
  /// Another form has another number.
  static let version: UInt32 = 1

  static let headBytes = 64
  static let tailBytes = 64
  static let indexEntryBytes = 40
  static let blockHeadBytes = 16
  /// With its hash a block is one digest block.
  static let maximumBlockBytes = ContentDigest.blockSizeBytes - blockHeadBytes
  /// More buckets and tables than a plan can have.
  static let maximumSections = 1 << 14

  /// The first 64 bits of XXH3's long form: the low half of its 128.
  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 { ContentDigest.block(bytes).low }
}

/// Which step wrote a run file.
package enum RunKind: UInt32, Sendable {
  case map = 1
  case reduce = 2
  case losers = 3
}

/// What a run file begins with: whose it is. The attempt stands in its name alone, so that two attempts of a task have the
/// same bytes.
package struct RunFileHead: Equatable, Sendable {
  package var kind: RunKind
  /// Of the plan.
  package var plan: ContentDigest
  /// Of the runs it was made from (`Manifest.inputs`); of a map's, zero.
  package var inputs = ContentDigest(high: 0, low: 0)
  /// The task, or the first bucket.
  package var first: Int
  /// Of buckets; of a map's, 0.
  package var count = 0

  package init(kind: RunKind, plan: ContentDigest, first: Int) {
    (self.kind, self.plan, self.first) = (kind, plan, first)
  }

  var bytes: [UInt8] {
    var words = WordWriter()
    words.append(RunFileForm.magic)
    words.append(RunFileForm.version)
    words.append(kind.rawValue)
    words.append(plan.bytes)
    words.append(inputs.bytes)
    words.append(UInt32(truncatingIfNeeded: first))
    words.append(UInt32(truncatingIfNeeded: count))
    words.append(UInt64(0))
    return words.bytes
  }

  /// Nil if the bytes are no head, or one of another version.
  init?(_ bytes: [UInt8]) {
    var words = WordReader(bytes)
    guard words.bytes(8) == RunFileForm.magic, words.word32() == RunFileForm.version,
      let kind = words.word32().flatMap(RunKind.init), let plan = words.bytes(16).flatMap(ContentDigest.init(bytes:)),
      let inputs = words.bytes(16).flatMap(ContentDigest.init(bytes:)), let first = words.word32(),
      let count = words.word32(), words.word64() == 0
    else { return nil }
    self.init(kind: kind, plan: plan, first: Int(first))
    self.inputs = inputs
    self.count = Int(count)
  }
}

/// An entry of the index.
struct RunSection: Equatable, Sendable {
  var offset: Int
  var length: Int
  var records: Int
  /// Of the heads of its blocks, and so of all of it.
  var digest: ContentDigest

  var range: Range<Int> { offset..<(offset + length) }
}
