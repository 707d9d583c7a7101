import Glibc

/// Whose files are that root makes in a directory of another user: that user's, or they would lock the owner out of what
/// only an owner may read.
package enum FileOwner {
  /// Gives a new file, open under `descriptor`, to the owner of the directory it was made in, if this is root.
  ///
  /// That it cannot is no failure: the file is then root's, as it would have been.
  package static func keep(_ descriptor: CInt, in directory: String) {
    guard geteuid() == 0, let owner = owner(of: directory) else { return }
    _ = fchown(descriptor, owner.user, owner.group)
  }

  /// The same for a new directory or file at `path`, which is no link.
  package static func keep(_ path: String, in directory: String) {
    guard geteuid() == 0, let owner = owner(of: directory) else { return }
    _ = lchown(path, owner.user, owner.group)
  }

  /// Nil if it is root's.
  private static func owner(of directory: String) -> (user: uid_t, group: gid_t)? {
    var status = stat()
    guard stat(directory, &status) == 0, status.st_uid != 0 else { return nil }
    return (status.st_uid, status.st_gid)
  }
}
