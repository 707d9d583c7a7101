import ByteScanning
import CallModel

/// A row read: the values a call is made of. The texts point into the row and go with it.
package struct CallFields {
  package enum Direction {
    case inbound, outbound
    /// The registry decides (spec 7.5).
    case byRegistry
  }

  /// Seconds since 1970, UTC. Of a row that is not answered, the last one's if it has none.
  package var instant: Int64 = 0
  /// Billable whole seconds, fractions rounded up; 0 to 1,000,000,000. Of a row that is not answered, 0 if unreadable.
  package var billableSeconds: UInt32 = 0
  package var direction = Direction.byRegistry
  /// Whether the call was answered and has something to bill.
  package var isAnswered = false
  /// Without what the layout takes off.
  package var caller = Bytes(start: nil, count: 0)
  package var called = Bytes(start: nil, count: 0)
  package var callerForm = NumberForm.dialled
  package var calledForm = NumberForm.dialled
  package var globalID = Bytes(start: nil, count: 0)
  package var trunk = Bytes(start: nil, count: 0)
  package var accountCode = Bytes(start: nil, count: 0)
  /// Tells apart what one channel does at one instant; part of the identity, finds no line (spec 7.2).
  package var leg = Bytes(start: nil, count: 0)
  /// Of a recorded outbound call of which only the normalised number is known, not what was dialled: its kind, which
  /// stands with the number in the place of rules 1 to 13 (spec 4.3).
  package var recordedKind: NumberKind?

  package init() {}
}
