import CallModel

/// The layouts that come with the product, as the YAML a person could have written: the files of `BuiltIn`.
package enum BuiltInLayouts {
  /// In the order in which they are listed.
  private static let files: [(name: String, yaml: [UInt8])] = [
    ("summit-1", PackageResources.summit_1_yml),
    ("asterisk", PackageResources.asterisk_yml),
    ("asterisk-custom", PackageResources.asterisk_custom_yml),
    ("freeswitch", PackageResources.freeswitch_yml),
    ("freeswitch-opencdrrate", PackageResources.freeswitch_opencdrrate_yml),
    ("cucm", PackageResources.cucm_yml),
    ("broadworks", PackageResources.broadworks_yml),
    ("avaya-ipo", PackageResources.avaya_ipo_yml),
    ("3cx", PackageResources._cx_yml),
    ("kamailio-acc", PackageResources.kamailio_acc_yml),
    ("ivozprovider", PackageResources.ivozprovider_yml),
    ("cdr-stats", PackageResources.cdr_stats_yml),
    ("magnusbilling", PackageResources.magnusbilling_yml),
    ("didww", PackageResources.didww_yml),
    ("leucotron", PackageResources.leucotron_yml),
    ("claro", PackageResources.claro_yml),
    ("vivo", PackageResources.vivo_yml),
    ("sansay", PackageResources.sansay_yml),
  ]

  package static let names = files.map(\.name)

  /// - Returns: nil if there is none of that name.
  package static func yaml(named name: String) -> String? {
    files.first { $0.name == name }.map { String(decoding: $0.yaml, as: UTF8.self) }
  }

  /// - Returns: nil if there is none of that name.
  package static func layout(named name: String) throws(Problems) -> RecordLayout? {
    guard let yaml = yaml(named: name) else { return nil }
    return try RecordLayout(yaml: yaml, source: name)
  }

  /// What the comments at the head of a built-in layout say of it: `# Key: text`, and lines that go on with the text.
  package struct Head: Equatable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
      case system = "System"
      case version = "Version"
      case source = "Source"
      /// What a site must set.
      case settings = "Set"
      case notRead = "Not read"
    }

    /// The lines of each text.
    private var texts: [Key: [String]] = [:]

    /// - Parameter yaml: a layout's file.
    package init(yaml: String) {
      var last: Key?
      for line in yaml.split(separator: "\n", omittingEmptySubsequences: false) {
        guard line.hasPrefix("#") else { return }
        let text = line.dropFirst(2)
        if let key = Key.allCases.first(where: { text.hasPrefix($0.rawValue + ": ") }) {
          texts[key] = [String(text.dropFirst(key.rawValue.count + 2))]
          last = key
        } else if let key = last, text.hasPrefix("  ") {
          texts[key, default: []].append(String(text.drop { $0 == " " }))
        } else {
          last = nil
        }
      }
    }

    /// The lines of what is said under `key`; none if nothing is.
    package func lines(_ key: Key) -> [String] { texts[key] ?? [] }
  }

  /// - Returns: nil if there is none of that name.
  package static func head(of name: String) -> Head? { yaml(named: name).map(Head.init(yaml:)) }
}
