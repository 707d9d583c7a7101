import CallModel

/// What a segment has of a call beyond `call-records.csv`: the facts of its row as they were read (spec 4.3).
package struct CallFacts {
  package typealias Text = UnsafeBufferPointer<UInt8>

  /// A `NumberKind`'s raw value.
  package var kind: UInt8
  /// The caller's cell of a call whose dialled digits are not known, else blank.
  package var own: Text
  package var trunk: Text
  package var accountCode: Text
  /// `o`, `i` or `r` (outbound, inbound, by the registry), with `c` or `d` behind it where caller or called number are in
  /// international form; blank for a call whose dialled digits are not known.
  package var told: String
  package var leg: Text
  /// Blank where the written number is the cell.
  package var callerSent: Text
  package var calledSent: Text

  package init(
    kind: UInt8, own: Text, trunk: Text, accountCode: Text, told: String, leg: Text, callerSent: Text, calledSent: Text
  ) {
    self.kind = kind
    self.own = own
    self.trunk = trunk
    self.accountCode = accountCode
    self.told = told
    self.leg = leg
    self.callerSent = callerSent
    self.calledSent = calledSent
  }

  /// `,kind,own_number,trunk,account_code,file,told,leg,caller_sent,called_sent` and the row's end.
  func write(file: Int, to buffer: TextBuffer) {
    let comma = UInt8(ascii: ",")
    let texts = own.count + trunk.count + accountCode.count + leg.count + callerSent.count + calledSent.count
    // A cell doubles at most, and has two quotes.
    buffer.write(Self.fixedBytes + texts * 2) { text in
      text.put(comma)
      text.put(48 + kind)
      text.put(comma)
      text.put(cell: own)
      text.put(comma)
      text.put(cell: trunk)
      text.put(comma)
      text.put(cell: accountCode)
      text.put(comma)
      text.put(decimal: file)
      text.put(comma)
      for byte in told.utf8 { text.put(byte) }
      text.put(comma)
      text.put(cell: leg)
      text.put(comma)
      text.put(cell: callerSent)
      text.put(comma)
      text.put(cell: calledSent)
      text.put(UInt8(ascii: "\n"))
    }
  }

  /// Quotes, commas and numbers.
  private static let fixedBytes = 64
}

/// Writes the facts of rows that are not billed in the form of a segment's rows: what follows from the registry is blank.
/// For one thread.
package final class CallFactsFormatter {
  private var time: LocalTimeFormatter

  package init(zone: TimeZoneRules) { time = LocalTimeFormatter(zone: zone) }

  /// - Parameters:
  ///   - instant: seconds since 1970.
  ///   - numbers: `direction`, `caller` and `called` of a call whose dialled digits are not known; else blank.
  package func write(
    globalID: CallFacts.Text, instant: Int64, durationSeconds: Int,
    numbers: (direction: String, caller: CallFacts.Text, called: CallFacts.Text), _ facts: CallFacts,
    to buffer: TextBuffer
  ) {
    let comma = UInt8(ascii: ",")
    buffer.append(cell: globalID, guardsFormulas: false)
    buffer.write(64) { text in
      text.put(comma)
      time.write(instant, to: &text)
    }
    buffer.append(",\(numbers.direction),")
    if numbers.caller.count > 0 { buffer.append(cell: numbers.caller, guardsFormulas: false) }
    buffer.append(comma)
    if numbers.called.count > 0 { buffer.append(cell: numbers.called, guardsFormulas: false) }
    buffer.append(",,,,,\(durationSeconds),,,,,,,,")
    facts.write(file: 0, to: buffer)
  }
}
