import Mustache

/// The templates of `Web`, compiled once. They escape what they are given; a test forbids what does not.
struct PageTemplates: Sendable {
  /// A template that does not compile, or that is not there: a fault of ours.
  struct Failure: Error {
    var name: String
  }

  static let sources: [(name: String, text: [UInt8])] = [
    ("shell", PackageResources.shell_mustache), ("language", PackageResources.language_mustache),
    ("table", PackageResources.table_mustache),
    ("field", PackageResources.field_mustache), ("message", PackageResources.message_mustache),
    ("login", PackageResources.login_mustache), ("list", PackageResources.list_mustache),
    ("form", PackageResources.form_mustache), ("dashboard", PackageResources.dashboard_mustache),
    ("detail", PackageResources.detail_mustache), ("explanation", PackageResources.explanation_mustache),
    ("report", PackageResources.report_mustache), ("chart", PackageResources.chart_mustache),
    ("totals", PackageResources.totals_mustache),
    ("statement", PackageResources.statement_mustache), ("progress", PackageResources.progress_mustache),
  ]

  private let libraries: [Language: MustacheLibrary]

  init() throws {
    var libraries: [Language: MustacheLibrary] = [:]
    for language in Language.allCases {
      var library = MustacheLibrary()
      for source in Self.sources {
        let texts = TemplateTexts(String(decoding: source.text, as: UTF8.self)) { text in
          language.catalogue?.text(text) ?? text
        }
        try library.register(texts.source, named: source.name)
      }
      libraries[language] = library
    }
    self.libraries = libraries
  }

  /// In the language of who looks.
  func render(_ name: String, _ model: [String: Any]) throws -> String {
    guard let text = libraries[Language.current]?.render(model, withTemplate: name) else { throw Failure(name: name) }
    return text
  }
}
