/// What the rows of a registry must satisfy together (spec 2.2, 3.4).
struct RegistryChecks {
  let tables: DecodedTables
  let references: References

  init(_ tables: DecodedTables, _ references: References) {
    self.tables = tables
    self.references = references
  }

  func faults() -> [LocatedFault] {
    []
  }
}
