import SampleGeneration

/// A made-up registry and the same rows as a plain file and as a gzip file, on disk.
///
/// The seed is fixed: the same rows on every machine.
struct SampleFiles {
  let registryDirectory: String
  let plainPath: String
  let gzipPath: String

  private static let seed: UInt64 = 7

  /// - Parameter directory: missing; to be removed by the caller.
  init(directory: String, rows: Int, lines: Int, prefixes: Int) throws {
    for (name, gzip) in [("plain", false), ("gzip", true)] {
      let options = GenerationOptions(
        rows: rows, lines: lines, files: 1, prefixes: prefixes, seed: Self.seed, gzip: gzip)
      try SampleGenerator(options).write(to: "\(directory)/\(name)") { _ in }
    }
    registryDirectory = "\(directory)/plain/registry"
    // Named for the first day that a row ends on.
    plainPath = "\(directory)/plain/cdr/cdr-20261101-00.cdr"
    gzipPath = "\(directory)/gzip/cdr/cdr-20261101-00.cdr.gz"
  }
}
