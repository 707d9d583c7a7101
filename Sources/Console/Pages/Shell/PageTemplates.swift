import Mustache

/// The templates of `Web`, compiled once. They escape what they are given; a test forbids what does not.
struct PageTemplates: Sendable {
  /// A template that does not compile, or that is not there: a fault of ours.
  struct Failure: Error {
    var name: String
  }

  static let sources: [(name: String, text: [UInt8])] = [
    ("shell", PackageResources.shell_mustache), ("table", PackageResources.table_mustache),
    ("field", PackageResources.field_mustache), ("message", PackageResources.message_mustache),
    ("login", PackageResources.login_mustache), ("list", PackageResources.list_mustache),
    ("form", PackageResources.form_mustache), ("dashboard", PackageResources.dashboard_mustache),
    ("detail", PackageResources.detail_mustache), ("explanation", PackageResources.explanation_mustache),
    ("report", PackageResources.report_mustache), ("chart", PackageResources.chart_mustache),
    ("totals", PackageResources.totals_mustache),
    ("statement", PackageResources.statement_mustache), ("progress", PackageResources.progress_mustache),
  ]

  private let library: MustacheLibrary

  init() throws {
    var library = MustacheLibrary()
    for source in Self.sources {
      try library.register(String(decoding: source.text, as: UTF8.self), named: source.name)
    }
    self.library = library
  }

  func render(_ name: String, _ model: [String: Any]) throws -> String {
    guard let text = library.render(model, withTemplate: name) else { throw Failure(name: name) }
    return text
  }
}
