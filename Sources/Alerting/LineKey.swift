/// A line's id as a key. By bytes: two spellings of one letter are two ids.
struct LineKey: Hashable, Comparable {
  let id: String

  static func == (left: LineKey, right: LineKey) -> Bool { left.id.utf8.elementsEqual(right.id.utf8) }

  static func < (left: LineKey, right: LineKey) -> Bool { left.id.utf8.lexicographicallyPrecedes(right.id.utf8) }

  func hash(into hasher: inout Hasher) { for byte in id.utf8 { hasher.combine(byte) } }
}
