import FileInput

/// A run file, read section by section. What is not as its writer left it is refused, in any byte: head, index and
/// tail when it is opened, a section when it is read.
package final class RunFile: Sendable {
  package let path: String
  package let head: RunFileHead
  package let sizeBytes: Int
  /// Of all of it.
  package let digest: ContentDigest
  let sections: [RunSection]

  /// - Throws: `.damaged` if it is not there or not whole, `.inputOutput` if it cannot be read.
  package init(path: String) throws(SpreadFailure) {
    self.path = path
    let file = try Self.open(path)
    sizeBytes = Int(file.identity.sizeBytes)
    let damaged = Self.damaged(path, "a whole run file", "one that was cut or changed, or of another version")
    guard sizeBytes >= RunFileForm.headBytes + RunFileForm.tailBytes else { throw damaged }
    let headBytes = try Self.read(file, 0, RunFileForm.headBytes)
    guard let head = RunFileHead(headBytes), head.bytes == headBytes else { throw damaged }
    self.head = head
    let tailOffset = sizeBytes - RunFileForm.tailBytes
    guard let tail = RunFileIndex.tail(try Self.read(file, tailOffset, RunFileForm.tailBytes)),
      tail.indexOffset <= tailOffset, tailOffset - tail.indexOffset == tail.sections * RunFileForm.indexEntryBytes
    else { throw damaged }
    let index = try Self.read(file, tail.indexOffset, tailOffset - tail.indexOffset)
    guard RunFileIndex.digest(head: head, index: index) == tail.digest,
      let sections = RunFileIndex.sections(index, count: tail.sections, indexOffset: tail.indexOffset)
    else { throw damaged }
    digest = tail.digest
    self.sections = sections
  }

  /// Refuses a file of another plan, step or share of it.
  package func check(kind: RunKind, plan: ContentDigest, inputs: ContentDigest?, first: Int?) throws(SpreadFailure) {
    guard head.kind == kind, head.plan == plan, first ?? head.first == head.first,
      inputs ?? head.inputs == head.inputs
    else {
      throw Self.damaged(path, "a run file of this plan and step", "one of another")
    }
  }

  /// Opens it again for reading; it may be one of a thousand, so none is kept open.
  func open() throws(SpreadFailure) -> OpenFile {
    let file = try Self.open(path)
    guard file.identity.sizeBytes == sizeBytes else { throw damaged() }
    return file
  }

  /// - Parameter task: of a map's.
  func damaged(task: Int? = nil) -> SpreadFailure {
    var failure = Self.damaged(path, "the bytes of its digests", "others: the file was cut or changed")
    failure.tasks = task.map { [$0] } ?? []
    return failure
  }

  /// The bytes of a section that has no records, put together.
  func bytes(of section: Int) throws(SpreadFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var reader = try SectionReader(self, sections[section])
    while let block = try reader.next() { bytes += block.payload }
    return bytes
  }

  /// Reads neighbouring sections in one piece.
  ///
  /// - Parameter buffer: as long as they are together.
  func read(_ range: Range<Int>, of file: OpenFile, into buffer: UnsafeMutableRawBufferPointer) throws(SpreadFailure) {
    guard !range.isEmpty, !buffer.isEmpty else { return }
    try Self.read(file, sections[range.lowerBound].offset, into: buffer)
  }

  /// Checks a section that was read and passes its blocks on.
  ///
  /// - Parameters:
  ///   - bytes: the section's.
  ///   - body: takes the bytes and number of records of each block; false: they are not what they should be.
  func forEachBlock(
    of section: Int, in bytes: UnsafeMutableRawBufferPointer,
    _ body: (UnsafeMutableRawBufferPointer, Int) -> Bool
  ) throws(SpreadFailure) {
    var check = SectionCheck()
    var at = 0
    while at < bytes.count {
      guard let size = check.take(UnsafeRawBufferPointer(rebasing: bytes[at...])) else { throw damaged() }
      let payload = bytes[(at + RunFileForm.blockHeadBytes)..<(at + size)]
      guard body(UnsafeMutableRawBufferPointer(rebasing: payload), check.lastRecords) else { throw damaged() }
      at += size
    }
    guard check.isWhole(sections[section]) else { throw damaged() }
  }

  // MARK: - Reading

  private static func open(_ path: String) throws(SpreadFailure) -> OpenFile {
    do throws(FileFailure) {
      return try OpenFile(path: path)
    } catch {
      throw failure(error, path)
    }
  }

  private static func read(_ file: OpenFile, _ offset: Int, _ count: Int) throws(SpreadFailure) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 8)
    defer { buffer.deallocate() }
    try read(file, offset, into: buffer)
    return Array(buffer)
  }

  static func read(
    _ file: OpenFile, _ offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SpreadFailure) {
    let count: Int
    do throws(FileFailure) {
      count = try file.read(into: buffer, at: Int64(offset))
    } catch {
      throw failure(error, file.path)
    }
    guard count == buffer.count else { throw damaged(file.path, "\(buffer.count) bytes at \(offset)", "its end") }
  }

  private static func failure(_ failure: FileFailure, _ path: String) -> SpreadFailure {
    SpreadFailure.isGone(failure.kind)
      ? SpreadFailure(.damaged, failure.description, paths: [path]) : SpreadFailure(.inputOutput, failure.description)
  }

  private static func damaged(_ path: String, _ expected: String, _ found: String) -> SpreadFailure {
    SpreadFailure(
      .damaged,
      "\(SourceFile.displayable(path.utf8)): expected \(expected), found \(found): its task must be done again",
      paths: [path])
  }
}

/// Checks the blocks of one section as they come.
struct SectionCheck {
  private var heads: [UInt8] = []
  private var records = 0
  private(set) var lastRecords = 0

  /// Takes the block at the beginning of `bytes`; returns its size, or nil if it is not whole.
  mutating func take(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count >= RunFileForm.blockHeadBytes else { return nil }
    let hash = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
    let size = RunFileForm.blockHeadBytes + length
    guard length > 0, length <= RunFileForm.maximumBlockBytes, size <= bytes.count,
      RunFileForm.hash(UnsafeRawBufferPointer(rebasing: bytes[8..<size])) == hash
    else { return nil }
    lastRecords = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self)))
    records += lastRecords
    heads += bytes[..<RunFileForm.blockHeadBytes]
    return size
  }

  /// Whether all that was taken is that section.
  func isWhole(_ section: RunSection) -> Bool {
    records == section.records && heads.withUnsafeBytes { ContentDigest.of($0) } == section.digest
  }
}

/// Reads a section from front to back, a block at a time, with little memory.
struct SectionReader: ~Copyable {
  struct Block {
    /// Good until the next block is asked for.
    var payload: UnsafeRawBufferPointer
    /// Where it begins in the section.
    var offset: Int
  }

  private let run: RunFile
  private let section: RunSection
  private let file: OpenFile
  private let buffer: UnsafeMutableRawBufferPointer
  /// Of the buffer: where the next block is, and how far it is filled.
  private var at = 0
  private var filled = 0
  /// Where the buffer's beginning is in the section.
  private var base = 0
  private var check = SectionCheck()

  /// Read at a time: at least one block.
  private static let readBytes = 4 << 20

  init(_ run: RunFile, _ section: RunSection) throws(SpreadFailure) {
    self.run = run
    self.section = section
    file = try run.open()
    buffer = .allocate(byteCount: min(max(section.length, 1), Self.readBytes), alignment: 8)
  }

  deinit { buffer.deallocate() }

  /// The next block; nil at the end of a section that is whole.
  mutating func next() throws(SpreadFailure) -> Block? {
    if base + at == section.length {
      guard check.isWhole(section) else { throw run.damaged() }
      return nil
    }
    if filled - at < ContentDigest.blockSizeBytes, base + filled < section.length { try fill() }
    guard let size = check.take(UnsafeRawBufferPointer(rebasing: buffer[at..<filled])) else { throw run.damaged() }
    defer { at += size }
    return Block(
      payload: UnsafeRawBufferPointer(rebasing: buffer[(at + RunFileForm.blockHeadBytes)..<(at + size)]),
      offset: base + at)
  }

  private mutating func fill() throws(SpreadFailure) {
    let rest = filled - at
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[at..<filled]))
    base += at
    (at, filled) = (0, rest)
    let count = min(buffer.count - rest, section.length - base - rest)
    try RunFile.read(
      file, section.offset + base + rest,
      into: UnsafeMutableRawBufferPointer(rebasing: buffer[rest..<(rest + count)]))
    filled += count
  }
}
