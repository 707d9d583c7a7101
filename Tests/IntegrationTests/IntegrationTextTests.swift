import Testing

@testable import Integration

/// Single keys of integration.yml are changed, and all else stays as it was.
struct IntegrationTextTests {
  private static let text = """
    # Of the matriz.
    description: "Matriz"
    active: true

    cdr:
      # daily | monthly
      import_period: daily
      source_directory: cdr

      delete_files: false
    registry: database
    access: {user: rui, host: 10.0.0.1, port: 80}
    """

  private func set(_ key: String, _ value: String?) -> String {
    var text = IntegrationText(Self.text)
    text.set(key, value)
    return text.text
  }

  @Test func aKeyOfTheTopIsSet() {
    #expect(set("active", "false") == Self.text.replacing("active: true", with: "active: false"))
    #expect(
      set("description", IntegrationText.quoted("a \"b\" \\ c\n"))
        == Self.text.replacing("\"Matriz\"", with: "\"a \\\"b\\\" \\\\ c \""))
  }

  @Test func aKeyOfABlockIsSetAddedAndTakenOut() {
    #expect(set("cdr.import_period", "monthly") == Self.text.replacing("period: daily", with: "period: monthly"))
    #expect(set("cdr.delete_files", "true") == Self.text.replacing("files: false", with: "files: true"))
    #expect(set("cdr.source_directory", nil) == Self.text.replacing("  source_directory: cdr\n", with: ""))
    #expect(
      set("cdr.settle_seconds", "0") == Self.text.replacing("cdr:\n", with: "cdr:\n  settle_seconds: 0\n"))
  }

  @Test func aKeyWithinBracesIsSetAddedAndTakenOut() {
    for (key, value, line) in [
      ("access.port", "81", "access: {user: rui, host: 10.0.0.1, port: 81}"),
      ("access.port", nil, "access: {user: rui, host: 10.0.0.1}"),
      ("access.password_env", "P", "access: {user: rui, host: 10.0.0.1, port: 80, password_env: P}"),
    ] as [(String, String?, String)] {
      #expect(set(key, value) == Self.text.replacing("access: {user: rui, host: 10.0.0.1, port: 80}", with: line))
    }
  }

  @Test func aSectionComesWithItsFirstKeyAndGoesWithItsLast() {
    var text = IntegrationText(Self.text)
    text.set("summit_api.host", "\"10.0.0.2\"")
    text.set("summit_api.port", "8080")
    #expect(text.text == Self.text + "\n\nsummit_api:\n  port: 8080\n  host: \"10.0.0.2\"\n")
    #expect(text.value("summit_api.port") == "8080" && text.value("cdr.import_period") == "daily")
    #expect(text.value("summit_api.mode") == nil)
    text.set("summit_api.host", nil)
    text.set("summit_api.port", nil)
    #expect(text.value("summit_api.host") == nil && !text.text.contains("summit_api"))
  }
}
