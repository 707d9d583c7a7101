import Glibc

// Deleting a file that was imported, without ever deleting another (spec 4.2, step 7): it is renamed to a private name in
// the same directory, looked at again, and removed. Nothing here leaves the directory, and no link is followed.
extension SourceDirectory {
  /// Private names begin so; listing ignores them.
  private static let privatePrefix = ".summit-cdr-delete-"

  /// The name a file has while it is looked at for the last time; `number` is the ledger's for it.
  private static func privateName(_ number: Int64) -> [UInt8] { Array("\(privatePrefix)\(number)".utf8) }

  /// The numbers of files that a run left under their private names.
  package func setAsideFiles() throws(FileFailure) -> [Int64] {
    var numbers: [Int64] = []
    do throws(SystemCallError) {
      let entries = try DirectoryEntries(of: descriptor)
      while let name = try entries.next() {
        let text = String(decoding: name, as: UTF8.self)
        if text.hasPrefix(Self.privatePrefix), let number = Int64(text.dropFirst(Self.privatePrefix.count)) {
          numbers.append(number)
        }
      }
    } catch {
      throw FileFailure(error, file: path, expected: "a readable directory")
    }
    return numbers.sorted()
  }

  /// Renames a file to its private name.
  package func setAside(_ name: [UInt8], number: Int64) throws(FileFailure) {
    try call("renameat", SourceFile.displayable(name), "to rename it before it is deleted") {
      renameat(descriptor.number, $0, descriptor.number, $1)
    } names: {
      (name, Self.privateName(number))
    }
  }

  /// Waits until the private names are on the disk, so that a power cut brings no file back under its own. Where a file
  /// system cannot, the file is found to be imported already.
  package func synchroniseNames() { fsync(descriptor.number) }

  /// Opens a file under its private name.
  package func openSetAside(number: Int64) throws(FileFailure) -> OpenFile {
    let name = Self.privateName(number)
    return try OpenFile(
      directory: self,
      file: SourceFile(
        name: name, identity: FileIdentity(device: 0, inode: 0, sizeBytes: 0, modifiedNanoseconds: 0)))
  }

  /// Removes a file under its private name.
  package func removeSetAside(number: Int64) throws(FileFailure) {
    try call("unlinkat", SourceFile.displayable(Self.privateName(number)), "to delete it") { name, _ in
      unlinkat(descriptor.number, name, 0)
    } names: {
      (Self.privateName(number), [])
    }
  }

  /// Gives a file its name back; if another file has it by now, a name beside it.
  ///
  /// - Returns: the name it has now.
  package func restore(number: Int64, name: [UInt8]) throws(FileFailure) -> [UInt8] {
    for attempt in 0..<1_000 {
      let wanted = attempt == 0 ? name : name.prefix(200) + Array(".kept-\(number)-\(attempt)".utf8)
      // A link fails where the name is taken, which a rename would take over.
      let result = terminated(Self.privateName(number)).withUnsafeBufferPointer { from in
        terminated(wanted).withUnsafeBufferPointer { to in
          // SAFETY: both names end in NUL and live through the call, which keeps no pointer to them.
          linkat(
            descriptor.number, from.baseAddress.unsafelyUnwrapped, descriptor.number,
            to.baseAddress.unsafelyUnwrapped, 0)
        }
      }
      if result == 0 {
        try removeSetAside(number: number)
        return wanted
      }
      guard errno == EEXIST else { break }
    }
    throw FileFailure(
      SystemCallError(call: "linkat", code: errno), file: SourceFile.displayable(name),
      expected: "to give the file its name back")
  }

  private func call(
    _ name: String, _ file: String, _ expected: String,
    _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> CInt, names: () -> ([UInt8], [UInt8])
  ) throws(FileFailure) {
    let (first, second) = names()
    let result = terminated(first).withUnsafeBufferPointer { first in
      terminated(second).withUnsafeBufferPointer { second in
        // SAFETY: both names end in NUL and live through the call, which keeps no pointer to them.
        body(first.baseAddress.unsafelyUnwrapped, second.baseAddress.unsafelyUnwrapped)
      }
    }
    guard result == 0 else {
      throw FileFailure(SystemCallError(call: name, code: errno), file: file, expected: expected)
    }
  }
}
