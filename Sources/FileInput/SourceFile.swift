/// One regular file of a source directory, as the listing found it (spec 2.3).
package struct SourceFile: Hashable, Sendable {
  /// The bytes of the directory entry: not necessarily UTF-8, never empty, without `/` and NUL.
  package let name: [UInt8]
  /// As listed. The file may have changed since: what counts is `OpenFile.identity`.
  package let identity: FileIdentity

  package init(name: [UInt8], identity: FileIdentity) {
    self.name = name
    self.identity = identity
  }

  /// The name for people and reports: invalid UTF-8 and control characters (which could drive a terminal or break a
  /// line) become U+FFFD, so two names may look alike. Linear in the name.
  package var displayName: String {
    Self.displayable(name)
  }

  /// Bytes as text that is safe to show; see `displayName`.
  package static func displayable(_ bytes: some Sequence<UInt8>) -> String {
    var text = String()
    for scalar in String(decoding: Array(bytes), as: UTF8.self).unicodeScalars {
      text.unicodeScalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
    }
    return text
  }
}
