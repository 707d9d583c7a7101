/// An id or name of the registry as a key: of a line, contract, plan, zone. Equal if the bytes are, and in their order: two
/// spellings of one letter are two ids, where `String` takes them for one.
package struct ID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) { self.text = text }

  package static func == (left: ID, right: ID) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  package static func < (left: ID, right: ID) -> Bool { left.text.utf8.lexicographicallyPrecedes(right.text.utf8) }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(UInt8.max)
  }

  package var description: String { text }
}
