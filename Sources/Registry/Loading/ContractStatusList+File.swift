import CallModel
import Foundation

extension ContractStatusList {
  /// A row has some dozens of bytes; a million contracts are more than there are.
  private static let maximumFileBytes = 256 << 20

  /// Reads the list from a file.
  ///
  /// - Throws: `Problem` if it is no ordinary file that can be read, or too large; `Problems` with its faults.
  package init(path: String) throws {
    let expected = "a CSV file with the columns contract and status"
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
    if let type = attributes?[.type] as? FileAttributeType, type != .typeRegular {
      throw Problem(
        path, expected: expected, found: type == .typeDirectory ? "a directory" : "a FIFO, socket or device",
        remedy: "name an ordinary file")
    }
    guard let handle = try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)) else {
      throw Problem(path, expected: expected, found: "none that can be read", remedy: "name one")
    }
    let data = try handle.read(upToCount: Self.maximumFileBytes + 1) ?? Data()
    guard data.count <= Self.maximumFileBytes else {
      throw Problem(path, expected: "at most \(Self.maximumFileBytes >> 20) MiB", found: "more", remedy: "split it")
    }
    try self.init([UInt8](data), file: path)
  }
}
