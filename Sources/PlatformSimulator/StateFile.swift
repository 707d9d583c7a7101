import CallModel
import Foundation
import Platform
import Glibc

/// What a simulator keeps: a file of JSON, a head and then a row for each write that was done, in order.
///
/// A row is on the disk before its write is answered. A last row without its line end belongs to a write that nobody got
/// an answer to: it is taken away. The file has credentials, so only its owner may read it. One simulator at a time.
final class StateFile {
  private struct Head: Codable, Equatable {
    var version: Int

    enum CodingKeys: String, CodingKey {
      case version = "summit_cdr_platform_simulator"
    }
  }

  private static let head = Head(version: 1)

  private let path: String
  private let handle: FileHandle
  /// Where the next row begins.
  private var end: UInt64 = 0
  private var isBroken = false
  private var isClosed = false

  /// Opens or makes the file.
  ///
  /// - Throws: `Problem` if it cannot be had, another simulator has it, or it is something else.
  init(path: String) throws {
    self.path = path
    // O_NONBLOCK: a FIFO must not be waited for. It changes nothing for an ordinary file.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else {
      throw Problem(
        path, expected: "a file to keep the state in", found: String(cString: strerror(errno)),
        remedy: "name one in a directory that you may write to")
    }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    guard type == .typeRegular else {
      throw Problem(
        path, expected: "a file to keep the state in", found: "a FIFO, socket or device",
        remedy: "name an ordinary file, or a new one")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw Problem(
        path, expected: "no other simulator with this state", found: "one",
        remedy: "stop it, or name another file")
    }
  }

  /// The rows, in order. Call once, before `append`.
  func load() throws -> [AppliedWrite] {
    guard let text = try handle.readToEnd(), !text.isEmpty else {
      try write(Self.head)
      try synchroniseName()
      return []
    }
    var rows = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let tail = rows.removeLast()
    end = UInt64(text.count - tail.count)
    guard let first = rows.first, (try? SummitWireFormat.decode(Head.self, from: Data(first))) == Self.head else {
      throw Problem(
        path, expected: "the state of a platform simulator", found: "something else",
        remedy: "name another file")
    }
    try handle.truncate(atOffset: end)
    return try rows.dropFirst().enumerated().map { index, row in
      do {
        return try SummitWireFormat.decode(AppliedWrite.self, from: Data(row))
      } catch {
        throw Problem(
          "\(path):\(index + 2)", expected: "a write that was done", found: "something else",
          remedy: "move the file away and begin anew")
      }
    }
  }

  /// Lets go of the file: the next simulator may have it. What comes later is not kept.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    flock(handle.fileDescriptor, LOCK_UN)
    try? handle.close()
  }

  /// Returns when the row is on the disk.
  func append(_ row: AppliedWrite) throws { try write(row) }

  private func write(_ row: some Encodable) throws {
    guard !isClosed else { throw Problem(path, expected: "a simulator that runs", found: "one that has ended") }
    let bytes = try SummitWireFormat.encode(row) + [UInt8(ascii: "\n")]
    do {
      if isBroken { try repair() }
      try handle.seek(toOffset: end)
      isBroken = true
      try handle.write(contentsOf: bytes)
      try handle.synchronize()
      isBroken = false
      end += UInt64(bytes.count)
    } catch {
      throw Problem(
        path, expected: "to write it", found: "\(error)", remedy: "free some space; nothing was done")
    }
  }

  /// Takes away what a write that failed left.
  private func repair() throws {
    try handle.truncate(atOffset: end)
    try handle.synchronize()
  }

  /// A new file's name is on the disk.
  private func synchroniseName() throws {
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent()
    let handle = try FileHandle(forReadingFrom: directory)
    try handle.synchronize()
    try handle.close()
  }
}
