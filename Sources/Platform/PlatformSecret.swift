/// A password. No print, dump or interpolation shows it.
package struct PlatformSecret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The password itself, for the one place that sends it.
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package var description: String { "(hidden)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
