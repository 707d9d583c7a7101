import CallModel
import CZlib
import Foundation
import Ledger
import Registry

/// The registry versions that calls were rated by, as the ledger keeps them: each table once, deflated.
package struct RegistryVersions {
  private let ledger: Ledger

  package init(_ ledger: Ledger) { self.ledger = ledger }

  /// A version, compiled.
  package func snapshot(_ version: Int64) throws -> RegistrySnapshot {
    let (kept, timeZone, activeLinesOnly, dialling) = try ledger.registryTables(version: version)
    var tables: [String: [UInt8]] = [:]
    for (name, bytes) in kept { tables[name] = try Self.inflate(bytes, name: name) }
    return try RegistrySnapshot(
      tables: tables, timeZone: timeZone, activeLinesOnly: activeLinesOnly,
      dialling: Dialling(text: dialling), zones: try ledger.zoneNames())
  }

  /// How telephones dial, in the registry that the open part follows.
  package func currentDialling() throws -> Dialling {
    guard let version = try ledger.currentRegistryVersion() else { return .standard }
    return Dialling(text: try ledger.registryTables(version: version, names: []).dialling)
  }

  /// Of a version only contracts and plans with their rates and allowances: what a statement asks, in a fraction of the
  /// time. It has no line and no prefix.
  package func plansOnly(_ version: Int64) throws -> RegistrySnapshot {
    let files: Set = ["contracts.csv", "plans.csv", "allowances.csv", "rates.csv", "bands.csv"]
    let (kept, timeZone, activeLinesOnly, dialling) = try ledger.registryTables(version: version, names: files)
    var tables = ["lines.csv": Array("id,contract,number,plan,reset_day\n".utf8)]
    for (name, bytes) in kept { tables[name] = try Self.inflate(bytes, name: name) }
    return try RegistrySnapshot(
      tables: tables, timeZone: timeZone, activeLinesOnly: activeLinesOnly,
      dialling: Dialling(text: dialling), zones: try ledger.zoneNames())
  }

  /// Eight bytes of length, the lowest first, and the deflated table.
  static func deflate(_ bytes: [UInt8]) -> [UInt8] {
    var length = compressBound(UInt(bytes.count))
    let head = withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { Array($0) }
    let body = [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
      // SAFETY: the buffer has the bound that zlib gives for so many bytes.
      guard compress2(buffer.baseAddress, &length, bytes, UInt(bytes.count), 1) == Z_OK else {
        fatalError("zlib refused to deflate into its own bound")
      }
      count = Int(length)
    }
    return head + body
  }

  static func inflate(_ bytes: [UInt8], name: String) throws -> [UInt8] {
    let damaged = LedgerFailure(
      path: name, expected: "a table of a recorded registry version", found: "damaged bytes",
      remedy: "restore the whole data directory from a backup")
    guard bytes.count > 8 else { throw damaged }
    var wanted: UInt64 = 0
    for byte in bytes[..<8].reversed() { wanted = wanted << 8 | UInt64(byte) }
    guard wanted <= UInt64(RegistryLimits.maximumTableBytes) else { throw damaged }
    var isSound = true
    let table = [UInt8](unsafeUninitializedCapacity: Int(wanted)) { buffer, count in
      var length = UInt(wanted)
      bytes.withUnsafeBufferPointer { source in
        // SAFETY: zlib writes at most `length` bytes, the buffer's capacity, and reads `source` behind its head.
        let status = uncompress(
          buffer.baseAddress, &length, source.baseAddress.unsafelyUnwrapped + 8, UInt(source.count - 8))
        isSound = status == Z_OK && length == UInt(wanted)
      }
      count = isSound ? Int(length) : 0
    }
    guard isSound else { throw damaged }
    return table
  }
}
