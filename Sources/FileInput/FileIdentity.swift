import Glibc

/// What the file system says a file is: enough to see that it is another one, or has changed (spec 4.2, step 3).
///
/// This is not the identity by which imported content is recognised; that is `ContentDigest`.
package struct FileIdentity: Hashable, Sendable {
  package let device: UInt64
  package let inode: UInt64
  /// As stored, so compressed if the file is gzip; 0 or more.
  package let sizeBytes: Int64
  /// Of the last change of content, since 1970-01-01T00:00:00Z.
  package let modifiedNanoseconds: Int64

  package init(device: UInt64, inode: UInt64, sizeBytes: Int64, modifiedNanoseconds: Int64) {
    self.device = device
    self.inode = inode
    self.sizeBytes = sizeBytes
    self.modifiedNanoseconds = modifiedNanoseconds
  }

  /// Whether this may be what `earlier` has become by appending: the same file, with more bytes.
  package func isGrown(from earlier: FileIdentity) -> Bool {
    device == earlier.device && inode == earlier.inode && sizeBytes > earlier.sizeBytes
  }

  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    sizeBytes = Int64(status.st_size)
    // A file system may hold any time; beyond the years 1678-2262 the nanoseconds wrap, which still tells a change.
    modifiedNanoseconds = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
  }
}
