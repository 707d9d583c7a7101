import FileInput
import Ledger
import Registry

/// Looks at the registry versions that the ledger keeps: each table must have the digest it is known by, and so must
/// each version (spec 4.3).
struct RegistryVersionCheck {
  let ledger: Ledger
  let findings: FindingList

  /// - Returns: how many versions there are.
  func run() throws(LedgerFailure) -> Int {
    var known: Set<String> = []
    try ledger.audit.forEachRegistryTable { digest, bytes in
      known.insert(digest)
      do {
        let found = contentDigest(try RegistryVersions.inflate(bytes, name: digest)).description
        guard found != digest else { return }
        findings.add(
          .registry, "table \(digest)", expected: "the bytes of that digest", found: "bytes of digest \(found)")
      } catch {
        findings.add(.registry, "table \(digest)", expected: "a deflated table", found: "damaged bytes")
      }
    }
    let versions = try ledger.audit.registryVersions()
    for version in versions {
      let place = "registry version \(version.id)"
      for (name, digest) in version.tables.sorted(by: { $0.key < $1.key }) where !known.contains(digest) {
        findings.add(.registry, place, expected: "its \(name)", found: "none of digest \(digest)")
      }
      let digest = RegistrySnapshot.digest(
        ofTables: version.tables, timeZone: version.timeZone, activeLinesOnly: version.activeLinesOnly,
        dialling: version.dialling)
      if digest != version.digest {
        findings.add(.registry, place, expected: "the digest \(digest) of its tables", found: version.digest)
      }
    }
    return versions.count
  }
}
