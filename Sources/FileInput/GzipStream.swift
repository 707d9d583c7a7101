import Glibc

/// The inflated bytes of a gzip file (RFC 1952, spec 2.3): all its members, one after the other.
///
/// Member framing, checksums and limits are here; a `RawInflater` does the DEFLATE streams between. Every byte of the
/// file is accounted for: it belongs to a member whose CRC-32 and length are right, or is a zero after the last one.
/// Anything else is a failure, and then the file fails as a whole, with what was read before.
///
/// One owner at a time; another thread may take it over. Holds about 350 KiB regardless of the file's size.
package final class GzipStream {
  enum Position {
    /// Before a member, or before what follows the last.
    case betweenMembers
    case body
    case ended
    case failed(FileFailure)
  }

  /// Inflated so far, over all members.
  package internal(set) var inflatedBytes: Int64 = 0

  let inflater: any RawInflater
  var input: CompressedInput
  var position = Position.betweenMembers
  /// Members begun, so the number of the current one counted from 1.
  var memberNumber = 0
  /// Of the current member's inflated bytes so far.
  var memberChecksum: UInt32 = 0
  var memberInflatedBytes: Int64 = 0

  private let limits: ExpansionLimits

  /// - Parameters:
  ///   - file: starts with `1f 8b` (`OpenFile.isGzip()`); anything else is a failure at the first read.
  ///   - limits: counted over the whole file.
  package convenience init(
    file: OpenFile, limits: ExpansionLimits = .standard, engine: InflateEngine = .standard
  ) {
    self.init(file: file, limits: limits, engine: engine, blockSizeBytes: CompressedInput.standardBlockSizeBytes)
  }

  /// With blocks of input of any size from 1 byte: for tests of every seam.
  convenience init(file: OpenFile, limits: ExpansionLimits, engine: InflateEngine, blockSizeBytes: Int) {
    self.init(file: file, limits: limits, inflater: engine.makeInflater(), blockSizeBytes: blockSizeBytes)
  }

  init(file: OpenFile, limits: ExpansionLimits, inflater: any RawInflater, blockSizeBytes: Int) {
    self.inflater = inflater
    input = CompressedInput(file: file, blockSizeBytes: blockSizeBytes)
    self.limits = limits
  }

  /// Goes on with another file from its start, wherever this one was: saves making the engine and buffers again.
  package func restart(file: OpenFile) {
    input.restart(file: file)
    inflatedBytes = 0
    position = .betweenMembers
    memberNumber = 0
  }

  /// Fills `buffer` with the next inflated bytes.
  ///
  /// Each call lets ISA-L move its window of 32 KiB about: no matter with buffers from 64 KiB, slow with small ones.
  ///
  /// - Parameter buffer: of at least 1 byte.
  /// - Returns: how many bytes: `buffer.count`, or fewer once at the end, then 0. Only when fewer were returned is the
  ///   end verified.
  /// - Throws: `.truncatedGzip`, `.corruptGzip`, `.expandsTooFar`, or what reading throws. Each later call throws the
  ///   same again. The bytes in `buffer` are then void.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
    precondition(!buffer.isEmpty, "reading needs room for at least one byte")
    do throws(FileFailure) {
      return try fill(buffer)
    } catch {
      position = .failed(error)
      throw error
    }
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
    var filledBytes = 0
    while filledBytes < buffer.count {
      switch position {
      case .betweenMembers:
        position = try beginMember() ? .body : .ended
      case .body:
        filledBytes += try inflateBody(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filledBytes...]))
      case .ended:
        return filledBytes
      case .failed(let failure):
        throw failure
      }
    }
    return filledBytes
  }

  /// Inflates some of the current member, and checks its trailer if that was all of it.
  private func inflateBody(into buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
    let step = inflater.inflate(input.unread, into: buffer)
    input.advance(by: step.consumedBytes)
    try account(UnsafeRawBufferPointer(rebasing: buffer[..<step.producedBytes]))
    switch step.status {
    case .finished:
      try endMember()
      position = .betweenMembers
    case .unfinished:
      try supplyInput(after: step)
    case .invalid(let reason):
      throw corrupt(expected: "valid compressed data", found: reason)
    case .outOfMemory:
      let error = SystemCallError(call: "inflate", code: ENOMEM)
      throw FileFailure(error, file: input.file.path, expected: "memory to inflate")
    }
    return step.producedBytes
  }

  /// Sees to it that the next step can get further than `step` did.
  private func supplyInput(after step: InflateStep) throws(FileFailure) {
    guard step.producedBytes == 0 else { return }
    if input.unread.isEmpty {
      guard try input.refill() else { throw truncated(within: "its compressed data") }
    } else if step.consumedBytes == 0 {
      throw corrupt(expected: "valid compressed data", found: "data the inflater does not get beyond")
    }
  }

  private func account(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
    memberChecksum = inflater.checksum(memberChecksum, adding: bytes)
    memberInflatedBytes += Int64(bytes.count)
    inflatedBytes += Int64(bytes.count)
    guard inflatedBytes <= maximumInflatedBytes else { throw expandsTooFar() }
  }

  private var maximumInflatedBytes: Int64 {
    limits.maximumInflatedBytes(compressedBytes: input.file.identity.sizeBytes)
  }

  private func expandsTooFar() -> FileFailure {
    FileFailure(
      file: input.file.path, kind: .expandsTooFar,
      expected: "at most \(maximumInflatedBytes) inflated bytes from \(input.file.identity.sizeBytes) compressed ones",
      found: "more", remedy: "check that this is a CDR file; if it is, deliver it uncompressed")
  }
}
