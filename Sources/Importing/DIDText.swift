import CallModel
import Registry

/// A row of `dids.csv` as Swift prints a `DIDRow`, in UTF-8: ledgers have digests of such texts, and printing through
/// reflection took a tenth of a second for 50,000 of them.
struct DIDText {
  private var bytes: [UInt8] = []
  /// The period printed last: most have the same.
  private var period = DateRange.unbounded
  private var periodText = Array("\(DateRange.unbounded)".utf8)

  /// What `"\(did)"` says.
  mutating func text(_ did: DIDRow) -> [UInt8] {
    if did.activePeriod != period {
      period = did.activePeriod
      periodText = Array("\(period)".utf8)
    }
    bytes.removeAll(keepingCapacity: true)
    add("DIDRow(lineID: ")
    bytes += did.lineID.debugDescription.utf8
    add(", number: ")
    bytes += did.number.description.utf8
    add(", priority: ")
    add(did.priority)
    add(", port: ")
    add(did.port)
    // A value within another is printed with its module.
    add(", activePeriod: CallModel.")
    bytes += periodText
    add(")")
    return bytes
  }

  private mutating func add(_ text: StaticString) {
    bytes += UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  private mutating func add(_ value: Int?) {
    guard let value else { return add("nil") }
    add("Optional(")
    bytes += value.description.utf8
    add(")")
  }
}
