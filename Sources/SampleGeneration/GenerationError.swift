/// Why nothing, or not everything, was generated, and what to do about it.
package enum GenerationError: Error, Equatable, CustomStringConvertible {
  /// An option is out of its range.
  case option(name: String, value: Int, range: ClosedRange<Int>)
  /// The output directory has something in it.
  case notEmpty(directory: String)
  /// A system call failed on a file or directory.
  case system(operation: String, path: String, code: Int32, reason: String)
  /// zlib failed, which it does only for want of memory.
  case compression(path: String, code: Int32)

  package var description: String {
    switch self {
    case .option(let name, let value, let range):
      "\(name): expected \(range.lowerBound) to \(range.upperBound), found \(value)"
    case .notEmpty(let directory):
      "\(directory): expected an empty or missing directory, found files in it; "
        + "name another one or empty it first (nothing is overwritten)"
    case .system(let operation, let path, _, let reason):
      "\(path): cannot \(operation): \(reason); check the path, its permissions and the free space, "
        + "then start again with an empty directory"
    case .compression(let path, let code):
      "\(path): zlib failed with code \(code); free some memory or generate without gzip"
    }
  }
}
