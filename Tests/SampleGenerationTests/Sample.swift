import CZlib
import Foundation
import SampleGeneration

/// A generated sample on disk, read back as text; removed with the object.
final class Sample {
  let directory: String
  /// File names, in order.
  let files: [String]

  init(_ options: GenerationOptions) throws {
    directory = NSTemporaryDirectory() + "sample-\(UUID().uuidString)"
    try SampleGenerator(options).write(to: directory) { _ in }
    files = try FileManager.default.contentsOfDirectory(atPath: directory + "/cdr").sorted()
  }

  deinit {
    try? FileManager.default.removeItem(atPath: directory)
  }

  /// The content of a CDR file, inflated if it is gzip.
  func bytes(ofFile name: String) -> [UInt8] {
    guard let file = gzopen("\(directory)/cdr/\(name)", "rb") else { return [] }
    defer { gzclose(file) }
    var content: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // SAFETY: `gzread` writes at most the block's own count of bytes into it.
      let count = block.withUnsafeMutableBytes { gzread(file, $0.baseAddress, UInt32($0.count)) }
      if count <= 0 { return content }
      content.append(contentsOf: block[..<Int(count)])
    }
  }

  /// Rows of all CDR files without the headers; invalid UTF-8 is repaired.
  func rows() -> [[String]] {
    files.flatMap { file in
      String(decoding: bytes(ofFile: file), as: UTF8.self).split(separator: "\n").dropFirst().map { row in
        row.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      }
    }
  }

  /// A registry table: a dictionary by column name for each row.
  func table(_ name: String) throws -> [[String: String]] {
    let text = try String(contentsOfFile: "\(directory)/registry/\(name)", encoding: .utf8)
    let rows = text.split(separator: "\n").map { row in
      row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) }
  }
}
