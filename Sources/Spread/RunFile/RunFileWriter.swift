import FileInput
import Output

/// Writes a run file from front to back. It has its name when it is whole and on the disk. For one thread.
final class RunFileWriter {
  private let file: OutputFile
  private let directory: String
  private let head: RunFileHead
  private var sections: [RunSection] = []
  /// What has not been written yet; large, so that the file is written in few pieces.
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: writeBytes + (1 << 20), alignment: 64)
  private var filled = 0
  private var writtenBytes = 0
  private var blockHeads: [UInt8] = []
  private var records = 0
  private var start = RunFileForm.headBytes

  private static let writeBytes = 4 << 20

  /// - Parameter path: of a new file in a directory that exists.
  init(path: String, head: RunFileHead) throws(SpreadFailure) {
    self.head = head
    let cut = path.lastIndex(of: "/")
    directory = cut.map { String(path[..<$0]) } ?? "."
    let name = cut.map { String(path[path.index(after: $0)...]) } ?? path
    do throws(OutputFailure) {
      file = try OutputFile(directory: directory, name: name, isPrivate: true, isDurable: true)
    } catch {
      throw SpreadFailure(error)
    }
    try append(head.bytes)
  }

  deinit { buffer.deallocate() }

  /// Adds a block to the section under way.
  ///
  /// - Parameter payload: at most `RunFileForm.maximumBlockBytes`.
  func block(_ payload: UnsafeRawBufferPointer, records: Int) throws(SpreadFailure) {
    if payload.isEmpty { return }
    precondition(payload.count <= RunFileForm.maximumBlockBytes, "a block is at most 1 MiB")
    let size = RunFileForm.blockHeadBytes + payload.count
    if filled + size > buffer.count { try flush() }
    let block = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + size)])
    block.storeBytes(of: UInt32(payload.count).littleEndian, toByteOffset: 8, as: UInt32.self)
    block.storeBytes(of: UInt32(records).littleEndian, toByteOffset: 12, as: UInt32.self)
    UnsafeMutableRawBufferPointer(rebasing: block[RunFileForm.blockHeadBytes...]).copyMemory(from: payload)
    let hash = RunFileForm.hash(UnsafeRawBufferPointer(rebasing: block[8...]))
    block.storeBytes(of: hash.littleEndian, as: UInt64.self)
    blockHeads += block[..<RunFileForm.blockHeadBytes]
    self.records += records
    filled += size
    if filled >= Self.writeBytes { try flush() }
  }

  /// Adds bytes that may be cut anywhere, as blocks.
  func text(_ bytes: UnsafeRawBufferPointer) throws(SpreadFailure) {
    var rest = bytes
    while !rest.isEmpty {
      let count = min(rest.count, RunFileForm.maximumBlockBytes)
      try block(UnsafeRawBufferPointer(rebasing: rest[..<count]), records: 0)
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Where the next block of the section under way will begin in it.
  var offsetInSection: Int { writtenBytes + filled - start }

  /// Ends the section under way; the next begins.
  func endSection() {
    let digest = blockHeads.withUnsafeBytes { ContentDigest.of($0) }
    sections.append(RunSection(offset: start, length: offsetInSection, records: records, digest: digest))
    start = writtenBytes + filled
    blockHeads.removeAll(keepingCapacity: true)
    records = 0
  }

  /// A section of bytes that are already together.
  func section(_ bytes: [UInt8]) throws(SpreadFailure) {
    // A closure that throws a type of its own cannot be passed here.
    let failure = bytes.withUnsafeBytes { bytes -> SpreadFailure? in
      do throws(SpreadFailure) { try text(bytes) } catch { return error }
      return nil
    }
    if let failure { throw failure }
    endSection()
  }

  /// Writes index and tail, and gives the file its name once it is on the disk.
  ///
  /// - Returns: its size and digest.
  func finish() throws(SpreadFailure) -> (bytes: Int, digest: ContentDigest) {
    let indexOffset = writtenBytes + filled
    let index = RunFileIndex.bytes(sections)
    let digest = RunFileIndex.digest(head: head, index: index)
    try append(index)
    try append(RunFileIndex.tail(indexOffset: indexOffset, sections: sections.count, digest: digest))
    try flush()
    do throws(OutputFailure) {
      try file.synchronise()
      try file.publish()
      try OutputFailure.synchronise(directory: directory)
    } catch {
      throw SpreadFailure(error)
    }
    return (writtenBytes, digest)
  }

  private func append(_ bytes: [UInt8]) throws(SpreadFailure) {
    var done = 0
    while done < bytes.count {
      if filled == buffer.count { try flush() }
      let count = min(bytes.count - done, buffer.count - filled)
      UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + count)])
        .copyBytes(from: bytes[done..<(done + count)])
      filled += count
      done += count
    }
  }

  private func flush() throws(SpreadFailure) {
    do throws(OutputFailure) {
      try file.append(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
    } catch {
      throw SpreadFailure(error)
    }
    writtenBytes += filled
    filled = 0
  }
}

/// The index of a run file and what follows it.
enum RunFileIndex {
  static func bytes(_ sections: [RunSection]) -> [UInt8] {
    var words = WordWriter()
    for section in sections {
      words.append(section.offset)
      words.append(section.length)
      words.append(section.records)
      words.append(section.digest.bytes)
    }
    return words.bytes
  }

  static func digest(head: RunFileHead, index: [UInt8]) -> ContentDigest {
    (head.bytes + index).withUnsafeBytes { ContentDigest.of($0) }
  }

  static func tail(indexOffset: Int, sections: Int, digest: ContentDigest) -> [UInt8] {
    var words = WordWriter()
    words.append(RunFileForm.endMagic)
    words.append(indexOffset)
    words.append(sections)
    words.append(digest.bytes)
    words.append(UInt64(0))
    words.append(UInt64(0))
    words.append(words.bytes.withUnsafeBytes(RunFileForm.hash))
    return words.bytes
  }

  /// What a tail says; nil if it is none.
  static func tail(_ bytes: [UInt8]) -> (indexOffset: Int, sections: Int, digest: ContentDigest)? {
    var words = WordReader(bytes)
    guard words.bytes(8) == RunFileForm.endMagic, let offset = words.count(), let sections = words.count(),
      sections <= RunFileForm.maximumSections, let digest = words.bytes(16).flatMap(ContentDigest.init(bytes:)),
      bytes == tail(indexOffset: offset, sections: sections, digest: digest)
    else { return nil }
    return (offset, sections, digest)
  }

  /// The sections, which must lie one after the other from the head to the index; nil if they do not.
  static func sections(_ bytes: [UInt8], count: Int, indexOffset: Int) -> [RunSection]? {
    var words = WordReader(bytes)
    var sections: [RunSection] = []
    var at = RunFileForm.headBytes
    for _ in 0..<count {
      guard let offset = words.count(), let length = words.count(), let records = words.count(),
        let digest = words.bytes(16).flatMap(ContentDigest.init(bytes:)), offset == at, length <= indexOffset - at
      else { return nil }
      sections.append(RunSection(offset: offset, length: length, records: records, digest: digest))
      at += length
    }
    return at == indexOffset && words.isAtEnd ? sections : nil
  }
}
