/// The layouts that come with the product, as the YAML a person could have written: the files of `BuiltIn`.
package enum BuiltInLayouts {
  /// In the order in which they are listed.
  private static let files: [(name: String, yaml: [UInt8])] = [
    ("summit-1", PackageResources.summit_1_yml),
    ("asterisk", PackageResources.asterisk_yml),
    ("freeswitch", PackageResources.freeswitch_yml),
  ]

  package static let names = files.map(\.name)

  /// - Returns: nil if there is none of that name.
  package static func yaml(named name: String) -> String? {
    files.first { $0.name == name }.map { String(decoding: $0.yaml, as: UTF8.self) }
  }

  /// - Returns: nil if there is none of that name.
  package static func layout(named name: String) throws(LayoutFaults) -> RecordLayout? {
    guard let yaml = yaml(named: name) else { return nil }
    return try RecordLayout(yaml: yaml, source: name)
  }
}
