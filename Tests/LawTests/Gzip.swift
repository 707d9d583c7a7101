/// `bytes` as one gzip member of stored blocks, without a library.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  var rest = bytes[...]
  repeat {
    let block = rest.prefix(65_535)
    rest = rest.dropFirst(block.count)
    let count = UInt16(block.count)
    file += [rest.isEmpty ? 1 : 0, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)]
    file += block
  } while !rest.isEmpty
  for value in [checksum(bytes), UInt32(bytes.count)] {
    for shift in stride(from: UInt32(0), to: 32, by: 8) { file.append(UInt8(value >> shift & 255)) }
  }
  return file
}

/// CRC-32, a bit at a time.
private func checksum(_ bytes: [UInt8]) -> UInt32 {
  var value: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    value ^= UInt32(byte)
    for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
  }
  return ~value
}
