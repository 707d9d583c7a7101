import CallModel

/// The tables that grow with the number of lines: formatted byte by byte.
extension RegistryWriter {
  /// One contract in fifty has another status; it has no effect on rating.
  private static let statuses = ["blocked-manual", "blocked-automatic", "overdue", "pre-contract", "cancelled"]

  func writeContracts() throws {
    try writeTable("contracts.csv", header: "id,customer,status") { buffer, flush in
      for index in roster.contracts.indices {
        appendContract(index, to: &buffer)
        buffer.append(",Cliente ")
        buffer.append(decimal: index + 1)
        buffer.append(0x2C)
        buffer.append(index % 50 == 49 ? Self.statuses[index / 50 % Self.statuses.count] : "active")
        buffer.append(0x0A)
        try flush(&buffer)
      }
    }
  }

  func writeLines() throws {
    let header =
      "id,contract,number,plan,reset_day,active_from,active_until,active,trunk,account_code,range_start,range_end,"
      + "credit_limit"
    try writeTable("lines.csv", header: header) { buffer, flush in
      for (index, line) in roster.lines.enumerated() {
        appendRow(of: line, index: index, isLater: false, to: &buffer)
        if line.change != .none { appendRow(of: line, index: index, isLater: true, to: &buffer) }
        try flush(&buffer)
      }
    }
  }

  func writeDIDs() throws {
    try writeTable("dids.csv", header: "line,number,priority,port") { buffer, flush in
      for (index, line) in roster.lines.enumerated() {
        for position in 0..<Int(line.didCount) {
          appendLine(index, to: &buffer)
          buffer.append(0x2C)
          buffer.append(decimal: line.firstDID + UInt64(position))
          buffer.append(0x2C)
          buffer.append(decimal: position + 1)
          buffer.append(0x2C)
          if position < 3 { buffer.append(decimal: position + 1) }
          buffer.append(0x0A)
        }
        try flush(&buffer)
      }
    }
  }

  private func appendLine(_ index: Int, to buffer: inout ByteBuffer) {
    buffer.append(0x4C)
    buffer.append(decimal: index + 1, width: 7)
  }

  private func appendContract(_ index: Int, to buffer: inout ByteBuffer) {
    buffer.append(0x43)
    buffer.append(decimal: index + 1, width: 7)
  }

  private func appendRow(of line: LineRoster.Line, index: Int, isLater: Bool, to buffer: inout ByteBuffer) {
    let contract = isLater ? roster.laterContract(of: line) : Int(line.contract)
    let plan = Int(isLater ? line.laterPlan : line.plan)
    let changeDate = CivilDate(daysSinceEpoch: options.firstDay.daysSinceEpoch + Int32(line.changeDay))
    appendLine(index, to: &buffer)
    if isLater, line.change == .successor { buffer.append(0x42) }
    buffer.append(0x2C)
    appendContract(contract, to: &buffer)
    buffer.append(0x2C)
    buffer.append(decimal: line.number)
    buffer.append(0x2C)
    buffer.append(catalog.plans[plan].id)
    buffer.append(0x2C)
    // The lines of a pool share the contract's reset day (spec 2.2).
    let isPooled = catalog.plans[plan].kind.isPooled
    buffer.append(decimal: Int(isPooled ? roster.contracts[contract].resetDay : line.resetDay))
    buffer.append(0x2C)
    if isLater { buffer.append(changeDate.advanced(by: 1).description) }
    buffer.append(0x2C)
    if !isLater, line.change != .none { buffer.append(changeDate.description) }
    buffer.append(line.isActive ? ",yes," : ",no,")
    appendIdentifiers(of: line, to: &buffer)
  }

  /// The columns from `trunk` on.
  private func appendIdentifiers(of line: LineRoster.Line, to buffer: inout ByteBuffer) {
    if line.trunk != 0 {
      buffer.append("PBX")
      buffer.append(decimal: UInt64(line.trunk), width: 5)
    }
    buffer.append(0x2C)
    if line.accountCode >= 0 { buffer.append(decimal: Int(line.accountCode), width: 6) }
    buffer.append(0x2C)
    if line.rangeSize > 0 {
      buffer.append(decimal: line.rangeStart)
      buffer.append(0x2C)
      buffer.append(decimal: line.rangeStart + UInt64(line.rangeSize) - 1)
    } else {
      buffer.append(0x2C)
    }
    buffer.append(0x2C)
    if line.weight > 2000 { buffer.append("500.00") }
    buffer.append(0x0A)
  }
}
