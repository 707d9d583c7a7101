import CZlib

/// What zlib's own reader of gzip framing makes of a file, by the rules of spec 2.3: nil for a failure.
///
/// The oracle for `GzipStream`, whose framing is its own.
func referenceInflate(_ file: [UInt8]) -> [UInt8]? {
  var rest = file[...]
  var content: [UInt8] = []
  repeat {
    guard let (member, consumed) = referenceInflateMember(Array(rest)) else { return nil }
    content += member
    rest = rest.dropFirst(consumed)
  } while !rest.allSatisfy { $0 == 0 }
  return content
}

private func referenceInflateMember(_ bytes: [UInt8]) -> (content: [UInt8], consumed: Int)? {
  var stream = z_stream()
  precondition(summit_inflate_init_gzip(&stream) == Z_OK)
  defer { inflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: 1 << 20)
  return input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      // SAFETY: both arrays outlive the call, which writes at most avail_out bytes.
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      guard inflate(&stream, Z_FINISH) == Z_STREAM_END else { return nil }
      return (Array(output.prefix(output.count - Int(stream.avail_out))), input.count - Int(stream.avail_in))
    }
  }
}
