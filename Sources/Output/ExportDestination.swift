import Foundation

/// Small pieces of output, handed on in larger ones.
package final class BufferedBytes {
  private static let pieceBytes = 1 << 16

  private var bytes: [UInt8] = []
  private let write: ([UInt8]) throws -> Void

  package init(_ write: @escaping ([UInt8]) throws -> Void) { self.write = write }

  package func add(_ more: [UInt8]) throws {
    bytes += more
    if bytes.count > Self.pieceBytes { try flush() }
  }

  package func flush() throws {
    if !bytes.isEmpty { try write(bytes) }
    bytes.removeAll(keepingCapacity: true)
  }
}

/// Where an export goes: a new file that appears when it is whole, or elsewhere.
package final class ExportDestination {
  private let file: OutputFile?
  private let directory: String
  private let buffer: BufferedBytes

  /// - Parameters:
  ///   - path: of the file; `OutputPlaces` has said that it may be there. Nil: there is none.
  ///   - deliver: takes the bytes in its place.
  /// - Throws: `OutputFailure` if the file cannot be made.
  package init(_ path: String?, orElse deliver: @escaping ([UInt8]) throws -> Void) throws {
    guard let path else {
      file = nil
      directory = ""
      buffer = BufferedBytes(deliver)
      return
    }
    let url = URL(fileURLWithPath: path)
    directory = url.deletingLastPathComponent().path
    let made = try OutputFile(directory: directory, name: url.lastPathComponent, isPrivate: true)
    file = made
    buffer = BufferedBytes { bytes in try bytes.withUnsafeBytes { try made.append($0) } }
  }

  package func write(_ bytes: [UInt8]) throws { try buffer.add(bytes) }

  package func write(_ bytes: UnsafeRawBufferPointer) throws { try buffer.add(Array(bytes)) }

  /// Everything is on the disk, under its name.
  package func finish() throws {
    try buffer.flush()
    guard let file else { return }
    try file.synchronise()
    try file.publish()
    try OutputFailure.synchronise(directory: directory)
  }
}
