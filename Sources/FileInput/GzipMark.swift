/// A place in a gzip file from which its bytes can be had without those before: what the inflater knew there, some 80 KiB.
package final class GzipMark: @unchecked Sendable {
  // Never changed: who begins here copies it.
  fileprivate let inflater: any RawInflater
  fileprivate let offset: Int64
  fileprivate let position: GzipStream.Position
  fileprivate let memberNumber: Int
  fileprivate let memberChecksum: UInt32
  fileprivate let memberInflatedBytes: Int64
  /// How many inflated bytes come before.
  package let inflatedBytes: Int64

  fileprivate init(_ stream: GzipStream) {
    inflater = stream.inflater.copy()
    offset = stream.input.offset
    position = stream.position
    memberNumber = stream.memberNumber
    memberChecksum = stream.memberChecksum
    memberInflatedBytes = stream.memberInflatedBytes
    inflatedBytes = stream.inflatedBytes
  }
}

extension GzipStream {
  /// The place where it is; nil at the end.
  package func mark() -> GzipMark? {
    switch position {
    case .betweenMembers, .body: GzipMark(self)
    case .ended, .failed: nil
    }
  }

  /// The inflated bytes of `file` from a place on that was marked in it.
  package convenience init(
    file: OpenFile, from mark: GzipMark, limits: ExpansionLimits = .standard
  ) throws(FileFailure) {
    self.init(
      file: file, limits: limits, inflater: mark.inflater.copy(),
      blockSizeBytes: CompressedInput.standardBlockSizeBytes)
    try input.seek(to: mark.offset)
    position = mark.position
    memberNumber = mark.memberNumber
    memberChecksum = mark.memberChecksum
    memberInflatedBytes = mark.memberInflatedBytes
    inflatedBytes = mark.inflatedBytes
  }
}
