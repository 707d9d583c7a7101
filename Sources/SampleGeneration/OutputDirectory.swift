import Glibc

/// The directories that a sample is written into.
enum OutputDirectory {
  /// Makes `path`, and what is missing above it, unless it exists. Throws `GenerationError.system`.
  static func create(_ path: String) throws {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      prefix += part
      if mkdir(prefix, 0o755) != 0, errno != EEXIST {
        throw GenerationError.last(operation: "create the directory", path: prefix)
      }
      prefix += "/"
    }
  }

  /// Throws `GenerationError.notEmpty` if `path` has any entry: nothing is ever overwritten or mixed.
  static func requireEmpty(_ path: String) throws {
    guard let directory = opendir(path) else {
      throw GenerationError.last(operation: "open the directory", path: path)
    }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      // SAFETY: `entry` is valid until the next `readdir`; `d_name` is a C string within it.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { throw GenerationError.notEmpty(directory: path) }
    }
  }
}
