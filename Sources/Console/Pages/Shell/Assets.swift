/// Style, script and icon: files of ours, under a name that changes with their content, so that browsers may keep them.
enum Assets {
  private static let files: [(name: String, type: String, bytes: [UInt8])] = [
    ("console.css", "text/css; charset=utf-8", PackageResources.console_css),
    ("icon.svg", "image/svg+xml", PackageResources.icon_svg),
    ("console.js", "text/javascript; charset=utf-8", PackageResources.console_js),
  ]

  private static let mark = Hexadecimal.text(Array(Sodium.digest(files.flatMap(\.bytes)).prefix(8)))

  static func path(_ name: String) -> String { "/recursos/\(mark)/\(name)" }

  /// - Throws: `PageFailure` for any other name.
  static func answer(mark: String, name: String) throws -> WebAnswer {
    guard mark == Self.mark, let file = files.first(where: { $0.name == name }) else { throw PageFailure.notFound }
    return WebAnswer(
      headers: [("Content-Type", file.type), ("Cache-Control", "public, max-age=31536000, immutable")],
      body: .bytes(file.bytes))
  }
}
